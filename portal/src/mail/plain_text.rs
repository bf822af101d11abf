use super::texts::Line;

/// Returns an email as plain text.
pub(super) fn plain_text(lines: &[Line]) -> String {
    let blocks: Vec<String> = lines
        .iter()
        .map(|line| match line {
            Line::Paragraph(text) => text.clone(),
            Line::Button { url, .. } | Line::Link { url, .. } => url.clone(),
            // Mail programs recognise a signature by this line.
            Line::Signature(text) => format!("-- \n{text}"),
        })
        .collect();
    blocks.join("\n\n") + "\n"
}
