//! Photos and manuals of facilities at the command line, and those of the demo, which the program draws and writes itself.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use bellwether_exchange::api::{Exchange, Facility, FileSort, NewFile};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Sends one file.
pub async fn send(
    exchange: &Exchange,
    (cluster, facility): (&str, &str),
    sort: FileSort,
    path: &Path,
    (en, ru): (&str, &str),
) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    let facility = exchange.facility(&ctx, cluster, facility).await.context("finding the facility")?;
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    // The next version of the manual of this title, where there is one.
    let files = exchange.files(&ctx, &facility).await?;
    let title = Text::both(en, ru);
    let of = files.latest().into_iter().find(|one| sort == FileSort::Manual && one.name == title);
    let of = of.map(|one| one.document);
    let done = exchange.send_file(&ctx, &facility, &NewFile { sort, name: title, of, bytes: &bytes }).await;
    let done = done.with_context(|| format!("taking {}", path.display()))?;
    println!(
        "{}  {}  version {}  {} bytes  {}",
        done.id,
        done.kind.media_type(),
        done.version,
        done.bytes,
        done.sha256
    );
    Ok(())
}

/// A drawing of each facility of the demo, and manuals: all invented.
pub async fn demo(exchange: &Exchange, facilities: &[Facility]) -> anyhow::Result<()> {
    let ctx = Ctx::system();
    for (number, facility) in facilities.iter().enumerate() {
        let picture = png(&drawn(u32::try_from(number)?));
        let words = |name: &Option<String>, before: &str| format!("{before}: {}", name.clone().unwrap_or_default());
        let name = Text::both(words(&facility.name.en, "Drawing"), words(&facility.name.ru, "Рисунок"));
        let photo = NewFile { sort: FileSort::Photo, name, of: None, bytes: &picture };
        exchange.send_file(&ctx, facility, &photo).await?;
        let mut of = None;
        // The first has a second version.
        for version in 1..=if number == 0 { 2 } else { 1 } {
            let text = manual(facility, version);
            let name = Text::both("Before you begin", "Перед началом работы");
            let sent = NewFile { sort: FileSort::Manual, name, of, bytes: text.as_bytes() };
            of = Some(exchange.send_file(&ctx, facility, &sent).await?.document);
        }
    }
    Ok(())
}

fn manual(facility: &Facility, version: u32) -> String {
    let (en, ru) = (facility.name.en.as_deref().unwrap_or_default(), facility.name.ru.as_deref().unwrap_or_default());
    let more = if version > 1 {
        "4. Note the hours in the book at the door.\n4. Запишите часы в журнал у двери.\n"
    } else {
        ""
    };
    format!(
        "{en} / {ru}\nInvented for the demo, version {version}. Придумано для демонстрации, версия {version}.\n\n\
         1. Begin your use on the page at the instrument.\n1. Отметьте начало работы на странице у прибора.\n\
         2. Wait until the lamp is green.\n2. Дождитесь зелёной лампы.\n\
         3. Leave it as you found it, and end your use.\n3. Оставьте всё, как было, и отметьте окончание.\n{more}"
    )
}

const WIDTH: u32 = 480;
const HEIGHT: u32 = 300;

/// Red, green and blue of each point, row by row: a box with a screen and knobs on a bench, in colours of its own.
fn drawn(number: u32) -> Vec<u8> {
    let hue = |shift: u32| u8::try_from((number * 53 + shift) % 90 + 100).unwrap_or(150);
    let body = [hue(0), hue(40), hue(80)];
    let knobs = 3 + number % 4;
    let mut points = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let shade = u8::try_from(225 + y / 15).unwrap_or(u8::MAX);
            let inside = |left: u32, top: u32, wide: u32, high: u32| {
                (left..left + wide).contains(&x) && (top..top + high).contains(&y)
            };
            let knob = (0..knobs).any(|at| {
                let (dx, dy) = (x.abs_diff(300 + at % 2 * 45), y.abs_diff(110 + at / 2 * 45));
                dx * dx + dy * dy < 15 * 15
            });
            let point = if knob {
                [60, 66, 74]
            } else if inside(130, 90, 130, 90) {
                [32, 44, 58]
            } else if inside(100, 60, 280, 170) {
                body
            } else if y > 230 {
                [150, 128, 104]
            } else {
                [shade, shade, shade]
            };
            points.extend(point);
        }
    }
    points
}

/// A picture as PNG (ISO/IEC 15948): one chunk of compressed rows, each without a filter.
fn png(points: &[u8]) -> Vec<u8> {
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in points.chunks((WIDTH * 3) as usize) {
        // Writing into memory does not fail.
        let _ = rows.write_all(&[0]).and_then(|()| rows.write_all(row));
    }
    let rows = rows.finish().unwrap_or_default();
    let mut head = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    // Eight bits for each of three colours.
    head.extend([8, 2, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head.as_slice()), (b"IDAT", &rows), (b"IEND", &[])] {
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(data);
        file.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        file.extend(kind);
        file.extend(data);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}
