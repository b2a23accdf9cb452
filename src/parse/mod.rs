//! Written forms.
