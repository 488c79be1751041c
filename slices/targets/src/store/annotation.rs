//! Bioconductor's annotation of human genes: an SQLite file, opened for reading alone.

use std::collections::HashMap;
use std::path::Path;

use bellwether_targets::gene::Gene;
use bellwether_targets::gene2pubmed::HUMAN;
use bellwether_targets::org_db::{self, BadRow, DETAILS, LAST_PAPER, METADATA, NAMES, PAPERS, TABLES};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement, Value,
};

use crate::model::status::Source;
use crate::store::source::{Content, Going, SourceError};

/// Rows of papers in one question.
const ROWS: i64 = 100_000;

/// Reads the file. Blocks: the driver's own threads do the work.
pub fn read(path: &Path, going: Going<'_>) -> Result<Content, SourceError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(SourceError::io(path))?;
    runtime.block_on(async {
        let file = Annotation::open(path).await?;
        file.check().await?;
        let content = file.content(going).await;
        file.close().await;
        content
    })
}

struct Annotation<'a> {
    path: &'a Path,
    db: DatabaseConnection,
}

impl Annotation<'_> {
    async fn open(path: &Path) -> Result<Annotation<'_>, SourceError> {
        // Nobody writes it, and the folder may be one in which nothing can be written.
        let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let mut options = ConnectOptions::new(format!("sqlite:{name}?mode=ro&immutable=true"));
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.map_err(|error| damaged(path, &error))?;
        Ok(Annotation { path, db })
    }

    async fn close(self) {
        // Nothing was written, so nothing can be lost.
        let _ = self.db.close().await;
    }

    /// Refuses what is not the annotation of human genes.
    async fn check(&self) -> Result<(), SourceError> {
        for table in TABLES {
            if !self.has(table).await? {
                return Err(self.not_annotation(format!("it has no table {table}")));
            }
        }
        match self.metadata("TAXID").await? {
            Some(taxon) if taxon == HUMAN.to_string() => Ok(()),
            Some(taxon) => Err(self.not_annotation(format!("it is about taxon {taxon}"))),
            None => Err(self.not_annotation("it does not say which taxon it is about".to_owned())),
        }
    }

    async fn content(&self, going: Going<'_>) -> Result<Content, SourceError> {
        let source =
            Source { kind: "org.Hs.eg.db".to_owned(), date: self.metadata("EGSOURCEDATE").await?, ..Source::default() };
        let genes = self.genes().await?;
        let last = self.rows(LAST_PAPER, []).await?;
        let last: i64 =
            last.first().map_or(Ok(0), |row| row.try_get_by_index(0)).map_err(|error| self.failed(&error))?;
        let mut links = Vec::new();
        let mut after = 0;
        while after < last {
            let until = (after + ROWS).min(last);
            for row in self.rows(PAPERS, [after.into(), until.into()]).await? {
                let [gene, pmid] = self.texts(&row)?;
                links.push(org_db::link(&gene, &pmid).map_err(|problem| self.row(problem))?);
            }
            after = until;
            if !going("reading papers", after as u64, last as u64) {
                return Err(SourceError::Stopped);
            }
        }
        Ok(Content { source, links, genes })
    }

    async fn genes(&self) -> Result<Vec<Gene>, SourceError> {
        let mut genes = Vec::new();
        for row in self.rows(NAMES, []).await? {
            let [id, symbol, name] = self.texts(&row)?;
            genes.push(org_db::gene(&id, &symbol, &name).map_err(|problem| self.row(problem))?);
        }
        let places: HashMap<String, usize> =
            genes.iter().enumerate().map(|(at, gene)| (gene.id.to_string(), at)).collect();
        for (detail, table, query) in DETAILS {
            if !self.has(table).await? {
                continue;
            }
            for row in self.rows(query, []).await? {
                let [id, value] = self.texts(&row)?;
                if let Some(gene) = places.get(&id).and_then(|at| genes.get_mut(*at)) {
                    detail.add(gene, &value);
                }
            }
        }
        Ok(genes)
    }

    async fn has(&self, table: &str) -> Result<bool, SourceError> {
        let query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?";
        Ok(!self.rows(query, [table.into()]).await?.is_empty())
    }

    async fn metadata(&self, name: &str) -> Result<Option<String>, SourceError> {
        let rows = self.rows(METADATA, [name.into()]).await?;
        rows.first().map(|row| self.texts(row).map(|[value]| value)).transpose()
    }

    async fn rows(
        &self,
        query: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, SourceError> {
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, query, values);
        self.db.query_all_raw(statement).await.map_err(|error| self.failed(&error))
    }

    fn texts<const N: usize>(&self, row: &QueryResult) -> Result<[String; N], SourceError> {
        let mut texts = [const { String::new() }; N];
        for (at, text) in texts.iter_mut().enumerate() {
            *text = row.try_get_by_index(at).map_err(|error| self.failed(&error))?;
        }
        Ok(texts)
    }

    fn failed(&self, error: &DbErr) -> SourceError {
        damaged(self.path, error)
    }

    fn row(&self, problem: BadRow) -> SourceError {
        SourceError::Row { path: self.path.to_owned(), problem }
    }

    fn not_annotation(&self, reason: String) -> SourceError {
        SourceError::NotAnnotation { path: self.path.to_owned(), reason }
    }
}

fn damaged(path: &Path, error: &DbErr) -> SourceError {
    SourceError::Damaged { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use std::path::Path;

    use sea_orm::{ConnectionTrait, Database};

    use crate::store::source::{Content, Files, SourceError, read};

    /// The tables of the annotation with invented genes.
    const TABLES: &str = "
        CREATE TABLE metadata (name VARCHAR(80) PRIMARY KEY, value VARCHAR(255));
        CREATE TABLE genes (_id INTEGER PRIMARY KEY, gene_id VARCHAR(10) NOT NULL UNIQUE);
        CREATE TABLE gene_info (_id INTEGER NOT NULL UNIQUE, gene_name VARCHAR(255) NOT NULL, symbol VARCHAR(80) NOT NULL);
        CREATE TABLE pubmed (_id INTEGER NOT NULL, pubmed_id VARCHAR(10) NOT NULL);
        CREATE TABLE alias (_id INTEGER NOT NULL, alias_symbol VARCHAR(80) NOT NULL);
        CREATE TABLE ensembl (_id INTEGER NOT NULL, ensembl_id VARCHAR(20) NOT NULL);
        CREATE TABLE cytogenetic_locations (_id INTEGER NOT NULL, cytogenetic_location VARCHAR(20) NOT NULL);
        CREATE TABLE genetype (_id INTEGER NOT NULL, gene_type VARCHAR(20) NOT NULL);";
    const ROWS: &str = "
        INSERT INTO metadata VALUES ('TAXID', '9606'), ('EGSOURCEDATE', '2022-Sep12');
        INSERT INTO genes VALUES (1, '71'), (2, '72');
        INSERT INTO gene_info VALUES (1, 'invented kinase', 'INV1'), (2, 'invented receptor', 'INV2');
        INSERT INTO pubmed VALUES (1, '1001'), (1, '1002'), (2, '1002');
        INSERT INTO alias VALUES (1, 'INV1'), (1, 'OLD1');
        INSERT INTO ensembl VALUES (1, 'ENSG01');
        INSERT INTO cytogenetic_locations VALUES (1, '1p1');
        INSERT INTO genetype VALUES (1, 'protein-coding'), (2, 'pseudo');";
    /// The same as tables of NCBI.
    const LINKS: &str = "#tax_id\tGeneID\tPubMed_ID\n9606\t71\t1001\n9606\t71\t1002\n10090\t5\t1001\n9606\t72\t1002\n";
    const NAMES: &str = "#tax_id\tGeneID\tSymbol\tLocusTag\tSynonyms\tdbXrefs\tchromosome\tmap_location\tdescription\ttype_of_gene\n\
        9606\t71\tINV1\t-\tOLD1\tEnsembl:ENSG01\t1\t1p1\tinvented kinase\tprotein-coding\n\
        10090\t5\tMus\t-\t-\t-\t1\t-\ta mouse\tpseudo\n\
        9606\t72\tINV2\t-\t-\t-\t-\t-\tinvented receptor\tpseudo\n";

    fn database(path: &Path, statements: &[&str]) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let db = Database::connect(format!("sqlite:{}?mode=rwc", path.display())).await.unwrap();
            for statement in statements {
                db.execute_unprepared(statement).await.unwrap();
            }
            db.close().await.unwrap();
        });
    }

    fn ask(papers: &Path, names: Option<&Path>) -> Result<Content, SourceError> {
        let files = Files { papers: papers.to_owned(), names: names.map(Path::to_owned) };
        read(&files, &mut |_, _, _| true)
    }

    #[test]
    fn both_sources_of_the_same_genes_say_the_same() {
        let folder = tempfile::tempdir().unwrap();
        // A name that means something in an address.
        let [annotation, links, names] =
            ["org #1?%20.sqlite", "gene2pubmed", "gene_info"].map(|name| folder.path().join(name));
        database(&folder.path().join("made.sqlite"), &[TABLES, ROWS]);
        std::fs::rename(folder.path().join("made.sqlite"), &annotation).unwrap();
        std::fs::write(&links, LINKS).unwrap();
        std::fs::write(&names, NAMES).unwrap();
        let (one, other) = (ask(&annotation, None).unwrap(), ask(&links, Some(&names)).unwrap());
        assert_eq!((&one.links, &one.genes), (&other.links, &other.genes));
        assert_eq!((one.links.len(), one.genes.len()), (3, 2));
        assert_eq!(one.source.date.as_deref(), Some("2022-Sep12"));
        assert_eq!((one.source.kind.as_str(), other.source.kind.as_str()), ("org.Hs.eg.db", "gene2pubmed"));
        assert_eq!((one.source.sha256.len(), other.source.names_sha256.map(|digest| digest.len())), (64, Some(64)));
        let stopped = read(&Files { papers: annotation, names: None }, &mut |_, _, _| false);
        assert!(matches!(stopped, Err(SourceError::Stopped)), "{stopped:?}");
    }

    #[test]
    fn what_is_no_source_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let refusal = |path: &Path| {
            let refused = ask(path, None).unwrap_err().to_string();
            refused.replace(&format!("{}", path.display()), "FILE")
        };
        assert!(refusal(&path).starts_with("reading FILE: "), "{}", refusal(&path));
        let cases: [(&[u8], &str); 5] = [
            (b"", "FILE is empty"),
            (b"<html>", "FILE, line 1: the taxon is missing or is not a number; expected are"),
            (b"9606\t71\t1001\n9606\t71\n", "FILE, line 2: the PMID is missing or is not a number; expected are"),
            (b"#tax_id\tGeneID\tPubMed_ID\n10090\t5\t1001\n", "FILE has no links between papers and human genes"),
            (b"SQLite format 3\0 and then nothing of the kind", "FILE is a damaged SQLite file: "),
        ];
        for (bytes, words) in cases {
            std::fs::write(&path, bytes).unwrap();
            assert!(refusal(&path).starts_with(words), "{}", refusal(&path));
        }
        let other = folder.path().join("other.sqlite");
        database(&other, &["CREATE TABLE something (x INTEGER)"]);
        assert_eq!(
            refusal(&other),
            "FILE is an SQLite file, but not Bioconductor's annotation of human genes: it has no table genes"
        );
        let mouse = folder.path().join("mouse.sqlite");
        database(&mouse, &[TABLES, "INSERT INTO metadata VALUES ('TAXID', '10090')"]);
        assert!(refusal(&mouse).ends_with("it is about taxon 10090"), "{}", refusal(&mouse));
        let bare = folder.path().join("bare.sqlite");
        database(&bare, &[TABLES, "INSERT INTO metadata VALUES ('TAXID', '9606')"]);
        assert_eq!(refusal(&bare), "FILE has no links between papers and human genes");
        let wrong = folder.path().join("wrong.sqlite");
        database(&wrong, &[TABLES, ROWS, "INSERT INTO pubmed VALUES (1, 'PMC1')"]);
        assert_eq!(refusal(&wrong), "FILE: PMID \"PMC1\" is not a number");
    }
}
