//! Any history of publishing, giving up, crashing, reading and reopening agrees with a list of what was published.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use bellwether_generations::folder::{Generations, Keep};
use bellwether_generations::generation::Generation;
use proptest::prelude::*;

type Files = BTreeMap<String, u32>;

#[derive(Clone, Debug)]
enum Step {
    /// Write these files into a draft, remove those, and end it so.
    Draft {
        written: Vec<(u8, u32)>,
        removed: Vec<u8>,
        end: End,
    },
    Read,
    LetGo(usize),
    Reopen,
}

#[derive(Clone, Debug)]
enum End {
    Publish,
    GiveUp,
    /// The process dies: nothing is undone.
    Crash,
}

fn step() -> impl Strategy<Value = Step> {
    let end = prop_oneof![3 => Just(End::Publish), 1 => Just(End::GiveUp), 1 => Just(End::Crash)];
    let draft = (prop::collection::vec((0..5_u8, any::<u32>()), 0..4), prop::collection::vec(0..5_u8, 0..2), end);
    prop_oneof![
        4 => draft.prop_map(|(written, removed, end)| Step::Draft { written, removed, end }),
        2 => Just(Step::Read),
        2 => (0..4_usize).prop_map(Step::LetGo),
        1 => Just(Step::Reopen),
    ]
}

fn files(at: &Path) -> Files {
    let named = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let visible = named.filter(|name| !name.starts_with('.'));
    visible.map(|name| (name.clone(), fs::read_to_string(at.join(name)).unwrap().parse().unwrap())).collect()
}

fn draft(generations: &Arc<Generations>, model: &mut Files, step: (&[(u8, u32)], &[u8], &End)) {
    let (written, removed, end) = step;
    let mut writer = generations.writer("test").unwrap();
    let draft = writer.draft(|_| Keep::Link).unwrap();
    let mut after = model.clone();
    for (name, value) in written {
        let name = format!("f{name}");
        fs::write(draft.path().join(".fresh"), value.to_string()).unwrap();
        fs::rename(draft.path().join(".fresh"), draft.path().join(&name)).unwrap();
        after.insert(name, *value);
    }
    for name in removed {
        let name = format!("f{name}");
        if after.remove(&name).is_some() {
            fs::remove_file(draft.path().join(name)).unwrap();
        }
    }
    match end {
        End::Publish => {
            draft.publish().unwrap();
            *model = after;
        }
        End::GiveUp => drop(draft),
        End::Crash => {
            // The kernel releases a dead process's locks, and nothing clears its folder.
            let (path, aside) = (draft.path().to_owned(), generations.folder().join("aside"));
            fs::rename(&path, &aside).unwrap();
            drop(draft);
            fs::rename(&aside, &path).unwrap();
        }
    }
}

proptest! {
    // Each case waits for the disk some twenty times.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn readers_see_exactly_what_was_published(steps in prop::collection::vec(step(), 1..25)) {
        let at = tempfile::tempdir().unwrap();
        let mut generations = Generations::open(at.path()).unwrap();
        let mut published = Files::new();
        let mut readers: Vec<(Arc<Generation>, Files)> = Vec::new();
        for step in steps {
            match step {
                Step::Draft { written, removed, end } => draft(&generations, &mut published, (&written, &removed, &end)),
                Step::Read => readers.extend(generations.current().unwrap().map(|found| (found, published.clone()))),
                Step::LetGo(which) => {
                    if which < readers.len() {
                        readers.swap_remove(which);
                    }
                }
                Step::Reopen => generations = Generations::open(at.path()).unwrap(),
            }
            for (held, expected) in &readers {
                prop_assert_eq!(&files(held.path()), expected);
            }
        }
        readers.clear();
        drop(generations);
        let generations = Generations::open(at.path()).unwrap();
        let current = generations.current().unwrap();
        prop_assert_eq!(current.as_ref().map_or_else(Files::new, |found| files(found.path())), published);
        let left = fs::read_dir(at.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
        prop_assert_eq!(left, usize::from(current.is_some()));
    }
}
