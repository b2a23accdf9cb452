//! Records to bytes.

/// The format of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A YAML document; several inputs are a stream.
    #[default]
    Yaml,
    /// A JSON object; several inputs are an array.
    Json,
    /// One JSON object a line.
    Jsonl,
}
