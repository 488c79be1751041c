//! Tables: columns by share, rows that stay whole where a page can hold them, the head again on each page.

use crate::drawing::Colour;
use crate::flow::Flow;
use crate::flow::page::{BODY, BOTTOM, LEFT, TOP};
use crate::flow::tree::{Role, Tree};
use crate::flow::words::Setting;
use crate::model::{Align, Run, Table};
use crate::text::lines::{Line, break_lines};

/// Between the text of a cell and the next column.
const INSET: f32 = 4.0;
/// Above and under the text of a row.
const AIR: f32 = 3.0;

/// Where the columns stand.
struct Grid {
    /// Left edge and width of each.
    columns: Vec<(f32, f32)>,
    aligns: Vec<Align>,
    head: Vec<Vec<Line>>,
}

impl Grid {
    fn setting(&self, column: usize) -> Setting {
        let (x, width) = self.columns[column];
        Setting { x: x + INSET, width: width - 2.0 * INSET, align: self.aligns[column], ..Setting::CELL }
    }
}

fn height(cells: &[Vec<Line>]) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    lines as f32 * Setting::CELL.leading + 2.0 * AIR
}

impl<'d> Flow<'d, '_, '_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let grid = self.grid(table);
        self.gap(4.0);
        let caption = break_lines(self.shaper, &[Run::bold(table.caption.as_str())], 9.5, BODY);
        let setting = Setting { size: 9.5, leading: 13.5, ..Setting::BODY };
        self.need(caption.len() as f32 * setting.leading + height(&grid.head) + 3.0 * Setting::CELL.leading);
        let element = self.tree.add(Tree::ROOT, Role::Table);
        if !caption.is_empty() {
            let node = self.tree.add(element, Role::Caption);
            self.lines(node, &caption, &setting);
            self.y += 3.0;
        }
        let head = self.tree.add(element, Role::Head);
        let row = self.tree.add(head, Role::Row);
        self.head(&grid, Some(row));
        let body = self.tree.add(element, Role::Body);
        for cells in &table.rows {
            let cells = self.cells(&grid, cells);
            self.row(&grid, body, &cells);
        }
        self.y += 10.0;
    }

    fn grid(&mut self, table: &Table) -> Grid {
        let whole: f32 = table.columns.iter().map(|column| column.width.max(0.01)).sum();
        let mut x = LEFT;
        let mut columns = Vec::new();
        for column in &table.columns {
            let width = column.width.max(0.01) / whole * BODY;
            columns.push((x, width));
            x += width;
        }
        let aligns = table.columns.iter().map(|column| column.align).collect();
        let mut grid = Grid { columns, aligns, head: Vec::new() };
        let head: Vec<Vec<Run>> = table.columns.iter().map(|column| vec![Run::bold(column.head.as_str())]).collect();
        grid.head = self.cells(&grid, &head);
        grid
    }

    fn cells(&mut self, grid: &Grid, cells: &[Vec<Run>]) -> Vec<Vec<Line>> {
        let width = |column: usize| grid.columns[column].1 - 2.0 * INSET;
        (0..grid.columns.len())
            .map(|at| cells.get(at).map(|runs| break_lines(self.shaper, runs, Setting::CELL.size, width(at))))
            .map(Option::unwrap_or_default)
            .collect()
    }

    /// The head: an element the first time, decoration on later pages.
    fn head(&mut self, grid: &Grid, row: Option<usize>) {
        let high = height(&grid.head);
        self.ground(LEFT, self.y, BODY, high, Colour::MIST);
        self.ground(LEFT, self.y + high - 0.7, BODY, 0.7, Colour::GREY);
        for (column, lines) in grid.head.iter().enumerate() {
            let setting = grid.setting(column);
            let cell = row.map(|row| self.tree.add(row, Role::HeadCell));
            for (at, line) in lines.iter().enumerate() {
                let top = self.y + AIR + at as f32 * setting.leading;
                match cell {
                    Some(cell) => self.line(cell, line, &setting, top),
                    None => self.decoration(line, &setting, top),
                }
            }
        }
        self.y += high;
    }

    fn row(&mut self, grid: &Grid, body: usize, cells: &[Vec<Line>]) {
        let whole = height(cells);
        let page = BOTTOM - TOP - height(&grid.head);
        if whole <= page && self.y + whole > BOTTOM {
            self.next(grid);
        }
        let row = self.tree.add(body, Role::Row);
        let nodes: Vec<usize> = cells.iter().map(|_| self.tree.add(row, Role::Cell)).collect();
        let all = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut done = 0;
        loop {
            let leading = Setting::CELL.leading;
            let fit = (((BOTTOM - self.y - 2.0 * AIR) / leading).floor().max(0.0) as usize).min(all - done);
            if fit == 0 && done < all {
                self.next(grid);
                continue;
            }
            for (column, lines) in cells.iter().enumerate() {
                for (at, line) in lines.iter().skip(done).take(fit).enumerate() {
                    let top = self.y + AIR + at as f32 * leading;
                    self.line(nodes[column], line, &grid.setting(column), top);
                }
            }
            done += fit;
            self.y += fit.max(1) as f32 * leading + 2.0 * AIR;
            self.ground(LEFT, self.y - 0.4, BODY, 0.4, Colour::RULE);
            if done >= all {
                return;
            }
        }
    }

    fn next(&mut self, grid: &Grid) {
        self.new_page();
        // A head that fills a page would leave no room for rows.
        if height(&grid.head) < (BOTTOM - TOP) / 2.0 {
            self.head(grid, None);
        }
    }
}
