//! Small PubMed files, written for a test.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

/// One article: PMID, version, title.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    pub pmid: u32,
    pub version: u32,
    pub title: &'a str,
}

/// The text of a PubMed file with these articles and these deletions.
pub fn xml(articles: &[Article<'_>], deleted: &[u32]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<PubmedArticleSet>\n");
    for Article { pmid, version, title } in articles {
        text.push_str(&format!(
            "<PubmedArticle><MedlineCitation Status=\"MEDLINE\" Owner=\"NLM\"><PMID Version=\"{version}\">{pmid}</PMID>\
             <Article PubModel=\"Print\"><Journal><JournalIssue CitedMedium=\"Print\"><PubDate><Year>2021</Year></PubDate>\
             </JournalIssue><Title>Journal of invented results</Title></Journal><ArticleTitle>{title}</ArticleTitle>\
             <Language>eng</Language></Article></MedlineCitation><PubmedData><ArticleIdList>\
             <ArticleId IdType=\"pubmed\">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>\n"
        ));
    }
    if !deleted.is_empty() {
        let pmids = deleted.iter().map(|pmid| format!("<PMID Version=\"1\">{pmid}</PMID>")).collect::<String>();
        text.push_str(&format!("<DeleteCitation>{pmids}</DeleteCitation>\n"));
    }
    text + "</PubmedArticleSet>\n"
}

/// Writes a text as a gzip file.
pub fn write_gzip(path: &Path, text: &str) -> PathBuf {
    let mut file = GzEncoder::new(std::fs::File::create(path).unwrap(), Compression::fast());
    file.write_all(text.as_bytes()).unwrap();
    file.finish().unwrap();
    path.to_owned()
}
