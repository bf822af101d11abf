use std::fmt;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Color([u8; 3]);

/// The grounds of pages, which are those of `assets/portal.css`.
const LIGHT: [Color; 2] = [Color([0xff; 3]), Color([0xf2, 0xf4, 0xf7])];
const DARK: [Color; 2] = [Color([0x1b, 0x22, 0x2b]), Color([0x11, 0x16, 0x1c])];
const WHITE: Color = Color([0xff; 3]);
const BLACK: Color = Color([0x0d, 0x1b, 0x2e]);

impl Color {
    /// The accents of light and of dark pages, unless a provider has others. They
    /// are those of `assets/portal.css`.
    pub const ACCENTS: (Self, Self) = (Self([0x1d, 0x4f, 0x91]), Self([0x8f, 0xbc, 0xf7]));

    /// Parses `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        // The parser of numbers accepts a sign.
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Returns white or a dark colour, whichever is easier to read on this one.
    #[must_use]
    pub fn text(self) -> Self {
        match self.contrast(WHITE) >= self.contrast(BLACK) {
            true => WHITE,
            false => BLACK,
        }
    }

    /// Returns the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast
    /// ratio").
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green))
    }

    fn least_contrast(self, grounds: [Self; 2]) -> f64 {
        let [a, b] = grounds.map(|ground| self.contrast(ground));
        a.min(b)
    }

    /// Returns the colour closest to this one, on the way to another, that can be
    /// read on these grounds.
    fn readable(self, towards: Self, grounds: [Self; 2]) -> Self {
        let mixed = (0..=20u16).map(|step| {
            let mut mixed = self;
            for (part, end) in mixed.0.iter_mut().zip(towards.0) {
                let sum = u16::from(*part) * (20 - step) + u16::from(end) * step;
                *part = u8::try_from(sum / 20).unwrap_or(u8::MAX);
            }
            mixed
        });
        let is_readable = |color: &Self| color.least_contrast(grounds) >= LEAST;
        mixed.into_iter().find(is_readable).unwrap_or(towards)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Returns the accents of light and of dark pages. Without one for dark pages, it
/// is made of the other.
pub(super) fn accents(
    light: Option<&str>,
    dark: Option<&str>,
) -> Result<Option<(Color, Color)>, String> {
    let Some(light) = light else {
        return match dark {
            Some(_) => Err("brand.accent_dark: write brand.accent, too".into()),
            None => Ok(None),
        };
    };
    let light = check("accent", light, LIGHT, Color([0; 3]))?;
    let dark = match dark {
        Some(dark) => check("accent_dark", dark, DARK, WHITE)?,
        None => light.readable(WHITE, DARK),
    };
    Ok(Some((light, dark)))
}

fn check(key: &str, text: &str, grounds: [Color; 2], towards: Color) -> Result<Color, String> {
    let color = Color::parse(text).ok_or_else(|| {
        format!("brand.{key}: {text:?} is not a colour; write one such as \"#0b6e4f\"")
    })?;
    let contrast = color.least_contrast(grounds);
    if contrast >= LEAST {
        return Ok(color);
    }
    Err(format!(
        "brand.{key}: {color} has a contrast of only {contrast:.1} with the page, so many people \
         cannot read links; at least {LEAST} is needed (WCAG 2.2, 1.4.3). {} has enough",
        color.readable(towards, grounds)
    ))
}

/// WCAG 2.2, success criterion 1.4.3, level AA.
const LEAST: f64 = 4.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_guideline() {
        // Known values: black on white, and the greys around 4.5 to 1.
        assert!((Color([0; 3]).contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!(Color([0x76; 3]).contrast(WHITE) >= 4.5);
        assert!(Color([0x77; 3]).contrast(WHITE) < 4.5);
    }

    #[test]
    fn every_accent_can_be_read_on_pages_and_under_its_text() {
        for text in ["#1d4f91", "#0b6e4f", "#000000", "#7a1fa2", "#b3261e"] {
            let (light, dark) = accents(Some(text), None).unwrap().unwrap();
            assert_eq!(light.to_string(), text);
            assert!(dark.least_contrast(DARK) >= LEAST, "{dark}");
            for color in [light, dark] {
                assert!(color.contrast(color.text()) >= LEAST, "{color}");
            }
        }
    }

    #[test]
    fn a_pale_accent_is_refused_with_one_that_works() {
        let error = accents(Some("#f0c000"), None).unwrap_err();
        let proposed = error.split("(WCAG 2.2, 1.4.3). ").nth(1).unwrap();
        let proposed = proposed.split(' ').next();
        assert!(accents(proposed, None).is_ok(), "{error}");
        for text in ["", "f0c000", "#f0c", "#f0c00g", "#+0c000", "red"] {
            let error = accents(Some(text), None).unwrap_err();
            assert!(error.contains("is not a colour"), "{error}");
        }
        assert!(accents(None, Some("#ffffff")).is_err());
    }
}
