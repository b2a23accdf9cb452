//! Texts that go on elsewhere in the same input: what stands behind （上接第一版） belongs to the text that says （下转第三版）.

use super::heads::Plan;
use crate::layout::{Block, BlockKind, is_open, opens_paragraph};
use crate::lexicon::Lexicon;
use crate::parse::credit;

/// No paper has as many texts that go on.
const MOST: usize = 200;

/// Puts each text without a head behind the one that goes on with it, where one fits and no second, nor that one to a second.
pub fn resume(plans: &mut Vec<Plan>, blocks: &[Block<'_>], lexicon: &Lexicon) {
    let tails: Vec<usize> =
        (0..plans.len()).filter(|&n| plans[n].run.from.is_some() && plans[n].head.headline.is_empty()).collect();
    let heads: Vec<usize> = (0..plans.len()).filter(|&n| plans[n].run.to.is_some()).collect();
    if tails.is_empty() || heads.is_empty() || tails.len().max(heads.len()) > MOST {
        return;
    }
    let labels: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].kind == BlockKind::PageLabel).collect();
    let seams = Seams { blocks, labels, lexicon };
    let mut pairs = Vec::new();
    for &tail in &tails {
        let fits = |head: &usize| *head < tail && seams.pages_agree(&plans[*head], &plans[tail]);
        let mut fits: Vec<usize> = heads.iter().copied().filter(fits).collect();
        if fits.len() > 1 {
            fits.retain(|&head| seams.meet(&plans[head], &plans[tail]));
        }
        if let [head] = fits[..] {
            pairs.push((head, tail));
        }
    }
    let mut gone = vec![false; plans.len()];
    // the last first: what goes on twice is whole before its head takes it
    for &(head, tail) in pairs.iter().rev() {
        if pairs.iter().filter(|p| p.0 == head).count() > 1 {
            continue;
        }
        let (rest, captions) = (std::mem::take(&mut plans[tail].run), std::mem::take(&mut plans[tail].captions));
        let plan = &mut plans[head];
        let halves = seams.open(plan);
        plan.run.resumed.extend(rest.body.first().map(|&first| (first, halves)));
        plan.run.resumed.extend(rest.resumed);
        plan.run.body.extend(rest.body);
        plan.run.to = rest.to;
        plan.captions.extend(captions);
        gone[tail] = true;
    }
    let mut gone = gone.into_iter();
    plans.retain(|_| !gone.next().unwrap_or_default());
}

/// Where texts end and begin.
struct Seams<'a> {
    blocks: &'a [Block<'a>],
    /// The labels of pages.
    labels: Vec<usize>,
    lexicon: &'a Lexicon,
}

impl Seams<'_> {
    /// Whether each of two texts names the page that the other stands on, as far as pages are labelled.
    fn pages_agree(&self, head: &Plan, tail: &Plan) -> bool {
        let agree = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
        head.run.to < tail.run.body.first().copied()
            && agree(self.page(tail), self.named(head.run.to))
            && agree(self.page(head), self.named(tail.run.from))
    }

    /// Whether one text ends inside a sentence and the other begins inside one, or neither does.
    fn meet(&self, head: &Plan, tail: &Plan) -> bool {
        let opens = tail.run.body.first().is_some_and(|&f| opens_paragraph(&self.blocks[f].text, self.lexicon));
        self.open(head) != opens
    }

    /// The page that a mark names.
    fn named(&self, jump: Option<usize>) -> Option<u32> {
        let text = &self.blocks[jump?].text;
        credit::jump(text).and_then(|(_, _, page)| credit::page_number(page.of(text)))
    }

    /// The page that a text stands on, by the last label before it.
    fn page(&self, plan: &Plan) -> Option<u32> {
        let &first = plan.run.body.first()?;
        let &label = self.labels[..self.labels.partition_point(|&l| l < first)].last()?;
        credit::page_number(&self.blocks[label].text)
    }

    /// Whether a text ends inside a paragraph.
    fn open(&self, head: &Plan) -> bool {
        head.run.body.last().is_some_and(|&l| is_open(&self.blocks[l].text, self.lexicon))
    }
}
