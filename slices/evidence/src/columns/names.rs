//! Closed lists of names (kinds, relations, sources), stored as text so that other programs can read the files.

use arrow::array::{ArrayRef, AsArray, StringArray, StringBuilder};
use arrow::buffer::NullBuffer;
use arrow::datatypes::DataType;
use bellwether_sources::record::{Kind, Relation, Source};

use super::cell::{Cell, ColumnError, misshapen};

/// Makes an enum a text column. A variant without a name does not compile.
macro_rules! named_cells {
    ($($enum:ident, $what:literal { $($variant:ident = $name:literal),+ $(,)? })+) => { $(
        impl Cell for $enum {
            type Growing = StringBuilder;
            type Reading = StringArray;

            fn data_type() -> DataType {
                DataType::Utf8
            }

            fn push(&self, column: &mut StringBuilder) {
                column.append_value(match self { $($enum::$variant => $name),+ });
            }

            fn push_absent(column: &mut StringBuilder) {
                column.append_value("");
            }

            fn finish(column: StringBuilder, nulls: Option<NullBuffer>) -> ArrayRef {
                <String as Cell>::finish(column, nulls)
            }

            fn reading(array: &ArrayRef, name: &str) -> Result<StringArray, ColumnError> {
                array.as_string_opt().cloned().ok_or_else(|| misshapen::<$enum>(name))
            }

            fn read(column: &StringArray, row: usize) -> Result<$enum, ColumnError> {
                match column.value(row) {
                    $($name => Ok($enum::$variant),)+
                    unknown => Err(ColumnError::Unknown { what: $what, value: unknown.to_owned() }),
                }
            }
        }
    )+ };
}

named_cells! {
    Source, "source" {
        PubMed = "pubmed",
        OpenAlex = "openalex",
        ClinicalTrials = "clinicaltrials",
        Euctr = "euctr",
        Ctis = "ctis",
        Isrctn = "isrctn",
        Ris = "ris",
        BibTex = "bibtex",
    }
    Kind, "kind" {
        Publication = "publication",
        Trial = "trial",
        Grant = "grant",
        Patent = "patent",
        Guideline = "guideline",
    }
    Relation, "relation" {
        AssociatedDataset = "associated_dataset",
        AssociatedPublication = "associated_publication",
        CommentIn = "comment_in",
        CommentOn = "comment_on",
        CorrectedAndRepublishedFrom = "corrected_and_republished_from",
        CorrectedAndRepublishedIn = "corrected_and_republished_in",
        ErratumFor = "erratum_for",
        ErratumIn = "erratum_in",
        ExpressionOfConcernFor = "expression_of_concern_for",
        ExpressionOfConcernIn = "expression_of_concern_in",
        OriginalReportIn = "original_report_in",
        PartialRetractionIn = "partial_retraction_in",
        PartialRetractionOf = "partial_retraction_of",
        PreprintIn = "preprint_in",
        PreprintOf = "preprint_of",
        ReprintIn = "reprint_in",
        ReprintOf = "reprint_of",
        RepublishedFrom = "republished_from",
        RepublishedIn = "republished_in",
        RetractedAndRepublishedFrom = "retracted_and_republished_from",
        RetractedAndRepublishedIn = "retracted_and_republished_in",
        RetractionIn = "retraction_in",
        RetractionOf = "retraction_of",
        SummaryForPatientsIn = "summary_for_patients_in",
        UpdateIn = "update_in",
        UpdateOf = "update_of",
        Cites = "cites",
        Other = "other",
    }
}
