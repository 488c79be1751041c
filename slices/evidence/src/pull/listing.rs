//! The list of files in a directory of NCBI's server, an HTML page of links.

/// The data files of the newest year in the list, in order of their numbers.
pub(super) fn data_files(page: &str) -> Vec<(u32, String)> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut files: Vec<(u32, u32, String)> = links.filter_map(parts).collect();
    let newest = files.iter().map(|(year, _, _)| *year).max();
    files.retain(|(year, _, _)| Some(*year) == newest);
    files.sort();
    files.dedup();
    files.into_iter().map(|(_, number, name)| (number, name)).collect()
}

/// Is the page there to its end?
pub(super) fn is_whole(page: &str) -> bool {
    page.trim_end().to_ascii_lowercase().ends_with("</html>")
}

/// Year, number and name of a data file such as `pubmed26n0001.xml.gz`. Its name becomes that of a file here, so nothing
/// else is accepted.
fn parts(link: &str) -> Option<(u32, u32, String)> {
    let name = link.rsplit('/').next()?;
    let (year, number) = name.strip_prefix("pubmed")?.strip_suffix(".xml.gz")?.split_once('n')?;
    let is_number = |text: &str| !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(is_number(year) && is_number(number)) {
        return None;
    }
    Some((year.parse().ok()?, number.parse().ok()?, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_of_the_newest_year_are_found() {
        let page = r#"<html><pre><a href="/pubmed/">Parent</a> <a href="README.txt">README.txt</a>
            <a href="pubmed25n1274.xml.gz">x</a> <a href="pubmed26n0002.xml.gz">x</a> <a href="pubmed26n0002.xml.gz.md5">x</a>
            <a href="./pubmed26n0001.xml.gz">x</a> <a href="pubmed26n0002.xml.gz">again</a> <a href="pubmed26n..xml.gz">x</a>
            </pre></HTML> "#;
        let expected = [(1, "pubmed26n0001.xml.gz".to_owned()), (2, "pubmed26n0002.xml.gz".to_owned())];
        assert_eq!(data_files(page), expected);
        assert!(is_whole(page) && !is_whole(&page[..page.len() - 9]));
        assert!(data_files("<html></html>").is_empty());
    }
}
