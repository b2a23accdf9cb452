//! Pictures of counts, as SVG.

use super::summary::Bars;
use plotters::prelude::*;
use std::fmt::Display;

/// Pixels of a bar with its gap, and of what stands around the bars.
const BAR: usize = 22;
const AROUND: usize = 90;
const WIDTH: u32 = 720;
const COLOUR: RGBColor = RGBColor(0x2f, 0x6f, 0x9f);

/// A picture: one bar a value, the first above.
pub fn svg(picture: &Bars) -> Result<String, String> {
    let mut text = String::new();
    draw(picture, &mut text).map_err(|e| e.to_string())?;
    text.push('\n');
    Ok(text)
}

fn draw(picture: &Bars, text: &mut String) -> Result<(), Box<dyn std::error::Error>> {
    let wrong = |e: &dyn Display| e.to_string();
    let count = picture.counts.len();
    let height = u32::try_from(AROUND + BAR * count)?;
    let most = picture.counts.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let root = SVGBackend::with_string(text, (WIDTH, height)).into_drawing_area();
    root.fill(&WHITE).map_err(|e| wrong(&e))?;
    let longest = picture.counts.iter().map(|(v, _)| v.len()).max().unwrap_or(0);
    let mut chart = ChartBuilder::on(&root)
        .caption(&picture.title, ("sans-serif", 18))
        .margin(12)
        .x_label_area_size(28)
        .y_label_area_size(u32::try_from(20 + 7 * longest)?)
        .build_cartesian_2d(0..most + most / 12 + 1, (0..count.saturating_sub(1)).into_segmented())
        .map_err(|e| wrong(&e))?;
    // The first value stands above.
    let label = |at: &SegmentValue<usize>| match at {
        SegmentValue::CenterOf(n) => picture.counts.get(count.wrapping_sub(n + 1)).map_or_else(String::new, |(v, _)| v.clone()),
        _ => String::new(),
    };
    chart
        .configure_mesh()
        .disable_y_mesh()
        .light_line_style(WHITE)
        .bold_line_style(RGBColor(0xdd, 0xdd, 0xdd))
        .x_labels(6)
        .y_labels(count)
        .y_label_formatter(&label)
        .label_style(("sans-serif", 12))
        .draw()
        .map_err(|e| wrong(&e))?;
    let bars = picture.counts.iter().enumerate().map(|(n, (_, rows))| {
        let at = count - n - 1;
        let mut bar = Rectangle::new([(0, SegmentValue::Exact(at)), (*rows, SegmentValue::Exact(at + 1))], COLOUR.filled());
        bar.set_margin(3, 3, 0, 0);
        bar
    });
    chart.draw_series(bars).map_err(|e| wrong(&e))?;
    let numbers = picture.counts.iter().enumerate().map(|(n, (_, rows))| {
        let at = (*rows, SegmentValue::CenterOf(count - n - 1));
        EmptyElement::at(at) + Text::new(rows.to_string(), (4, -6), ("sans-serif", 12))
    });
    chart.draw_series(numbers).map_err(|e| wrong(&e))?;
    root.present().map_err(|e| wrong(&e))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bar_a_value() {
        let picture = Bars {
            name: "meetings-by-year".into(),
            title: "Meetings by year".into(),
            counts: vec![("2025".into(), 3), ("2026".into(), 5)],
        };
        let svg = svg(&picture).unwrap();
        assert!(svg.contains("<svg") && svg.contains("2025") && svg.contains("Meetings by year"), "{svg}");
        assert_eq!(svg, super::svg(&picture).unwrap());
        for bars in [vec![], picture.counts[..1].to_vec()] {
            assert!(super::svg(&Bars { counts: bars, ..picture.clone() }).is_ok());
        }
    }
}
