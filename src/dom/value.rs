//! Values of attributes, properties and styles.

use std::borrow::Cow;

use crate::live::{Memo, RwSignal, Signal};

/// What an attribute is, or a function that tells it and is asked again when it changes.
pub enum Value {
    /// The attribute is not there; as a property, false.
    Absent,
    /// It is there without a value; as a property, true.
    Present,
    /// A text.
    Text(Cow<'static, str>),
    /// It changes.
    Live(Box<dyn Fn() -> Value>),
}

impl Value {
    /// What it is now.
    pub(super) fn now(self) -> Value {
        match self {
            Self::Live(tell) => tell().now(),
            still => still,
        }
    }

    pub(super) fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) | (Self::Present, Self::Present) => true,
            (Self::Text(one), Self::Text(two)) => one == two,
            _ => false,
        }
    }
}

/// What can be the value of an attribute.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

impl IntoValue for Value {
    fn into_value(self) -> Value {
        self
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::Present } else { Value::Absent }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, IntoValue::into_value)
    }
}

impl<T: IntoValue, F: Fn() -> T + 'static> IntoValue for F {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self().into_value()))
    }
}

impl IntoValue for Signal<String> {
    fn into_value(self) -> Value {
        value(self, String::clone)
    }
}

/// The value that is made of a signal, once if the signal never changes: each place that may change costs time in a
/// long table.
pub fn value<T: 'static, V: IntoValue>(
    signal: Signal<T>,
    make: impl Fn(&T) -> V + 'static,
) -> Value {
    if signal.is_same() {
        signal.with_untracked(make).into_value()
    } else {
        Value::Live(Box::new(move || signal.with(&make).into_value()))
    }
}

impl IntoValue for RwSignal<String> {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self.get().into_value()))
    }
}

impl IntoValue for Memo<String> {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self.get().into_value()))
    }
}
