//! The three faces that documents are set in, as the program hands them in.

use std::borrow::Cow;
use std::sync::Arc;

use rustybuzz::Face;

/// The names under which faces are asked for: plain, bold, italic.
const NAMES: [&str; 3] = ["paper-regular.ttf", "paper-bold.ttf", "paper-italic.ttf"];

/// The faces. Clones are the same faces.
#[derive(Clone)]
pub struct Fonts {
    faces: Arc<[Cow<'static, [u8]>; 3]>,
}

/// Documents cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// There is no such file.
    #[error("the font {0} is not part of this build; `npm run build` in the folder web adds it")]
    Missing(&'static str),
    /// The file is no font.
    #[error("the font {0} cannot be read")]
    Broken(&'static str),
}

impl Fonts {
    /// Asks for each face by its name.
    pub fn load(find: impl Fn(&str) -> Option<Cow<'static, [u8]>>) -> Result<Fonts, FontError> {
        let load = |name: &'static str| {
            let bytes = find(name).ok_or(FontError::Missing(name))?;
            Face::from_slice(&bytes, 0).ok_or(FontError::Broken(name))?;
            Ok(bytes)
        };
        let [plain, bold, italic] = NAMES;
        Ok(Fonts { faces: Arc::new([load(plain)?, load(bold)?, load(italic)?]) })
    }

    /// The files, by style.
    pub(crate) fn files(&self) -> [&[u8]; 3] {
        let [plain, bold, italic] = &*self.faces;
        [plain, bold, italic]
    }

    /// The faces, by style.
    pub(crate) fn faces(&self) -> [Face<'_>; 3] {
        self.files().map(|file| Face::from_slice(file, 0).expect("loading has read it"))
    }
}
