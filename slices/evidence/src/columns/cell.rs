//! How a value of one type lies in a column: the plain types, lists, optional values and, by macro, structs.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, BooleanArray, BooleanBuilder, ListArray, NullBufferBuilder,
    PrimitiveArray, StringArray, StringBuilder,
};
use arrow::buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow::datatypes::{DataType, Field, Int16Type, UInt8Type, UInt32Type, UInt64Type};

/// A stored column is not what a record needs: the file was written by something else, or damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnError {
    /// A column is missing or of another type.
    #[error("column {name} is not {expected}")]
    Shape {
        /// The column.
        name: String,
        /// The type it should have.
        expected: String,
    },
    /// A name that this version does not know.
    #[error("{value:?} is not a known {what}")]
    Unknown {
        /// What the name should be of: `kind`, `relation`, `source`.
        what: &'static str,
        /// The name.
        value: String,
    },
}

/// A type whose values can be put into a column and taken out again unchanged.
pub(crate) trait Cell: Sized {
    /// A column that grows by one value at a time.
    type Growing: Default;
    /// A column whose values are read by row.
    type Reading;
    /// May the column hold nulls?
    const NULLABLE: bool = false;

    /// The Arrow type.
    fn data_type() -> DataType;
    /// Adds this value.
    fn push(&self, column: &mut Self::Growing);
    /// Adds a value that nobody will read, because what it belongs to is absent.
    fn push_absent(column: &mut Self::Growing);
    /// The grown column, with these nulls on top.
    fn finish(column: Self::Growing, nulls: Option<NullBuffer>) -> ArrayRef;
    /// Prepares a column for reading; `name` is for the error.
    fn reading(array: &ArrayRef, name: &str) -> Result<Self::Reading, ColumnError>;
    /// The value in this row.
    fn read(column: &Self::Reading, row: usize) -> Result<Self, ColumnError>;
}

/// A field for a column of `T`.
pub(crate) fn field<T: Cell>(name: &str) -> Field {
    Field::new(name, T::data_type(), T::NULLABLE)
}

pub(crate) fn misshapen<T: Cell>(name: &str) -> ColumnError {
    ColumnError::Shape { name: name.to_owned(), expected: T::data_type().to_string() }
}

impl Cell for String {
    type Growing = StringBuilder;
    type Reading = StringArray;

    fn data_type() -> DataType {
        DataType::Utf8
    }

    fn push(&self, column: &mut StringBuilder) {
        column.append_value(self);
    }

    fn push_absent(column: &mut StringBuilder) {
        column.append_value("");
    }

    fn finish(mut column: StringBuilder, nulls: Option<NullBuffer>) -> ArrayRef {
        let array = column.finish();
        match nulls {
            None => Arc::new(array),
            Some(nulls) => {
                let (offsets, values, _) = array.into_parts();
                Arc::new(StringArray::new(offsets, values, Some(nulls)))
            }
        }
    }

    fn reading(array: &ArrayRef, name: &str) -> Result<StringArray, ColumnError> {
        array.as_string_opt().cloned().ok_or_else(|| misshapen::<String>(name))
    }

    fn read(column: &StringArray, row: usize) -> Result<String, ColumnError> {
        Ok(column.value(row).to_owned())
    }
}

impl Cell for bool {
    type Growing = BooleanBuilder;
    type Reading = BooleanArray;

    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn push(&self, column: &mut BooleanBuilder) {
        column.append_value(*self);
    }

    fn push_absent(column: &mut BooleanBuilder) {
        column.append_value(false);
    }

    fn finish(mut column: BooleanBuilder, nulls: Option<NullBuffer>) -> ArrayRef {
        let (values, _) = column.finish().into_parts();
        Arc::new(BooleanArray::new(values, nulls))
    }

    fn reading(array: &ArrayRef, name: &str) -> Result<BooleanArray, ColumnError> {
        array.as_boolean_opt().cloned().ok_or_else(|| misshapen::<bool>(name))
    }

    fn read(column: &BooleanArray, row: usize) -> Result<bool, ColumnError> {
        Ok(column.value(row))
    }
}

/// Numbers are plain Arrow numbers.
macro_rules! numbers {
    ($($number:ty => $arrow:ty),+) => { $(
        impl Cell for $number {
            type Growing = Vec<$number>;
            type Reading = PrimitiveArray<$arrow>;

            fn data_type() -> DataType {
                <$arrow as ArrowPrimitiveType>::DATA_TYPE
            }

            fn push(&self, column: &mut Vec<$number>) {
                column.push(*self);
            }

            fn push_absent(column: &mut Vec<$number>) {
                column.push(0);
            }

            fn finish(column: Vec<$number>, nulls: Option<NullBuffer>) -> ArrayRef {
                Arc::new(PrimitiveArray::<$arrow>::new(ScalarBuffer::from(column), nulls))
            }

            fn reading(array: &ArrayRef, name: &str) -> Result<PrimitiveArray<$arrow>, ColumnError> {
                array.as_primitive_opt().cloned().ok_or_else(|| misshapen::<$number>(name))
            }

            fn read(column: &PrimitiveArray<$arrow>, row: usize) -> Result<$number, ColumnError> {
                Ok(column.value(row))
            }
        }
    )+ };
}

numbers!(u8 => UInt8Type, i16 => Int16Type, u32 => UInt32Type, u64 => UInt64Type);

/// A growing column of lists.
pub(crate) struct Lists<T: Cell> {
    ends: Vec<i32>,
    items: T::Growing,
}

impl<T: Cell> Default for Lists<T> {
    fn default() -> Self {
        Lists { ends: vec![0], items: T::Growing::default() }
    }
}

impl<T: Cell> Lists<T> {
    fn end_after(&mut self, items: usize) {
        let before = self.ends.last().copied().unwrap_or(0);
        let items = i32::try_from(items).expect("a batch is bounded in bytes, hence in list items");
        self.ends.push(before + items);
    }
}

impl<T: Cell> Cell for Vec<T> {
    type Growing = Lists<T>;
    type Reading = (OffsetBuffer<i32>, T::Reading);

    fn data_type() -> DataType {
        DataType::List(Arc::new(field::<T>("item")))
    }

    fn push(&self, column: &mut Lists<T>) {
        for item in self {
            item.push(&mut column.items);
        }
        column.end_after(self.len());
    }

    fn push_absent(column: &mut Lists<T>) {
        column.end_after(0);
    }

    fn finish(column: Lists<T>, nulls: Option<NullBuffer>) -> ArrayRef {
        let offsets = OffsetBuffer::new(ScalarBuffer::from(column.ends));
        let items = T::finish(column.items, None);
        Arc::new(ListArray::new(Arc::new(field::<T>("item")), offsets, items, nulls))
    }

    fn reading(array: &ArrayRef, name: &str) -> Result<Self::Reading, ColumnError> {
        let lists = array.as_list_opt::<i32>().ok_or_else(|| misshapen::<Vec<T>>(name))?;
        Ok((lists.offsets().clone(), T::reading(lists.values(), name)?))
    }

    fn read((offsets, items): &Self::Reading, row: usize) -> Result<Vec<T>, ColumnError> {
        let (from, to) = (offsets[row] as usize, offsets[row + 1] as usize);
        (from..to).map(|item| T::read(items, item)).collect()
    }
}

/// A growing column of values that may be absent.
pub(crate) struct Optional<T: Cell> {
    present: NullBufferBuilder,
    values: T::Growing,
}

impl<T: Cell> Default for Optional<T> {
    fn default() -> Self {
        Optional { present: NullBufferBuilder::new(1024), values: T::Growing::default() }
    }
}

impl<T: Cell> Cell for Option<T> {
    type Growing = Optional<T>;
    type Reading = (Option<NullBuffer>, T::Reading);
    const NULLABLE: bool = true;

    fn data_type() -> DataType {
        T::data_type()
    }

    fn push(&self, column: &mut Optional<T>) {
        match self {
            Some(value) => {
                column.present.append_non_null();
                value.push(&mut column.values);
            }
            None => Self::push_absent(column),
        }
    }

    fn push_absent(column: &mut Optional<T>) {
        column.present.append_null();
        T::push_absent(&mut column.values);
    }

    fn finish(mut column: Optional<T>, nulls: Option<NullBuffer>) -> ArrayRef {
        let present = column.present.finish();
        T::finish(column.values, NullBuffer::union(present.as_ref(), nulls.as_ref()))
    }

    fn reading(array: &ArrayRef, name: &str) -> Result<Self::Reading, ColumnError> {
        Ok((array.nulls().cloned(), T::reading(array, name)?))
    }

    fn read((nulls, values): &Self::Reading, row: usize) -> Result<Option<T>, ColumnError> {
        if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            return Ok(None);
        }
        T::read(values, row).map(Some)
    }
}

/// Makes a struct a [`Cell`] of Arrow type struct, each listed field a column under its own name.
macro_rules! struct_cells {
    ($($struct:ident { $($name:ident: $of:ty),+ $(,)? })+) => { $(
        const _: () = {
            use std::sync::Arc;

            use arrow::array::{ArrayRef, AsArray, StructArray};
            use arrow::buffer::NullBuffer;
            use arrow::datatypes::{DataType, Fields};

            use crate::columns::cell::{Cell, ColumnError, field, misshapen};

            #[derive(Default)]
            pub(crate) struct Growing {
                $($name: <$of as Cell>::Growing),+
            }

            pub(crate) struct Reading {
                $($name: <$of as Cell>::Reading),+
            }

            fn fields() -> Fields {
                Fields::from(vec![$(field::<$of>(stringify!($name))),+])
            }

            impl Cell for $struct {
                type Growing = Growing;
                type Reading = Reading;

                fn data_type() -> DataType {
                    DataType::Struct(fields())
                }

                fn push(&self, column: &mut Growing) {
                    $(<$of as Cell>::push(&self.$name, &mut column.$name);)+
                }

                fn push_absent(column: &mut Growing) {
                    $(<$of as Cell>::push_absent(&mut column.$name);)+
                }

                fn finish(column: Growing, nulls: Option<NullBuffer>) -> ArrayRef {
                    let columns = vec![$(<$of as Cell>::finish(column.$name, None)),+];
                    Arc::new(StructArray::new(fields(), columns, nulls))
                }

                fn reading(array: &ArrayRef, name: &str) -> Result<Reading, ColumnError> {
                    let columns = array.as_struct_opt().ok_or_else(|| misshapen::<$struct>(name))?;
                    Ok(Reading {
                        $($name: {
                            let name = concat!(stringify!($struct), ".", stringify!($name));
                            let column = columns.column_by_name(stringify!($name));
                            <$of as Cell>::reading(column.ok_or_else(|| misshapen::<$of>(name))?, name)?
                        }),+
                    })
                }

                fn read(column: &Reading, row: usize) -> Result<$struct, ColumnError> {
                    Ok($struct { $($name: <$of as Cell>::read(&column.$name, row)?),+ })
                }
            }
        };
    )+ };
}

pub(crate) use struct_cells;
