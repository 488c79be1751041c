//! Reading letters that a mail server caught, as people do.

/// A header as people read it.
pub fn header(content: &str, name: &str) -> String {
    let unfolded = content.replace("\n ", " ");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default();
    decoded(line)
}

/// The words of a header or text in which `=?utf-8?b?…?=` and `=XX` stand for others.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    for (at, piece) in text.split("=?utf-8?b?").enumerate() {
        if at == 0 {
            out.extend(piece.bytes());
            continue;
        }
        let (encoded, rest) = piece.split_once("?=").unwrap();
        out.extend(base64(encoded));
        // Blanks between encoded words are not part of the text.
        out.extend(rest.bytes().filter(|_| !rest.trim().is_empty()));
    }
    String::from_utf8(out).unwrap()
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut n, mut out) = (0_u32, 0, Vec::new());
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        bits = bits << 6 | u32::try_from(LETTERS.iter().position(|of| *of == byte).unwrap()).unwrap();
        n += 6;
        if n >= 8 {
            n -= 8;
            out.push((bits >> n) as u8);
        }
    }
    out
}

/// The text of a letter as people read it.
pub fn text_of(content: &str) -> String {
    let (head, body) = content.split_once("\n\n").unwrap();
    let (head, body) = match head.split_once("boundary=\"") {
        None => (head.to_owned(), body.to_owned()),
        Some((_, rest)) => {
            let boundary = rest.split('"').next().unwrap();
            let first = body.split(&format!("--{boundary}")).nth(1).unwrap();
            let (head, body) = first.split_once("\n\n").unwrap();
            (head.to_owned(), body.to_owned())
        }
    };
    if head.contains("quoted-printable") {
        let bytes = body.replace("=\n", "");
        let (mut out, mut rest) = (Vec::new(), bytes.as_bytes());
        while let Some((first, tail)) = rest.split_first() {
            if *first == b'=' {
                out.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
                rest = &tail[2..];
            } else {
                out.push(*first);
                rest = tail;
            }
        }
        return String::from_utf8(out).unwrap();
    }
    if head.contains("base64") { String::from_utf8(base64(&body.replace('\n', ""))).unwrap() } else { body }
}
