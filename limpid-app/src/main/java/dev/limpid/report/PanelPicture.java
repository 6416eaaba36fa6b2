package dev.limpid.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Tiles beneath a title and lines of text, as one picture.
 *
 * @param title in large letters
 * @param lines of plain text
 * @param warnings in amber
 * @param tiles all of one size
 * @param across how many stand side by side
 */
record PanelPicture(String title, List<String> lines, List<String> warnings, List<Tile> tiles, int across) {
    private static final int MARGIN = 16;
    private static final int HEAD = 46;
    private static final int FOOT = 34;
    private static final int BACKGROUND = 0x14171C;
    private static final int INK = 0xF2F4F7;
    private static final int QUIET = 0xA9B2BE;
    private static final int AMBER = 0xFFC53D;

    /** The picture as the bytes of a PNG file. */
    byte[] png() {
        return draw().png();
    }

    Canvas draw() {
        int cellHeight = HEAD + tiles.get(0).picture().height + FOOT;
        // Very small pictures still need room for their titles.
        int step = Math.max(tiles.get(0).picture().width, 330) + MARGIN;
        int width = MARGIN + across * step;
        int room = width - 2 * MARGIN;
        List<String> titles = Canvas.lines(title, 20, room);
        List<String> plain = wrapped(lines, room);
        List<String> amber = wrapped(warnings, room);
        int top = MARGIN + 28 * titles.size() + 22 * (plain.size() + amber.size()) + 6;
        int down = (tiles.size() + across - 1) / across;
        Canvas panel = new Canvas(width, top + down * (cellHeight + MARGIN), BACKGROUND);
        double line = MARGIN + 18;
        for (String text : titles) {
            panel.text(text, MARGIN, line, 20, 1.9, INK);
            line += 28;
        }
        for (String text : plain) {
            panel.text(text, MARGIN, line, 15, 1.3, INK);
            line += 22;
        }
        for (String text : amber) {
            panel.text(text, MARGIN, line, 15, 1.5, AMBER);
            line += 22;
        }
        for (int i = 0; i < tiles.size(); i++) {
            int x = MARGIN + i % across * step;
            draw(panel, tiles.get(i), x, top + i / across * (cellHeight + MARGIN), step - MARGIN);
        }
        return panel;
    }

    private static List<String> wrapped(List<String> texts, int room) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.addAll(Canvas.lines(text, 15, room)));
        return all;
    }

    private static void draw(Canvas panel, Tile tile, int x, int y, int room) {
        panel.text(tile.title(), x, y + 16, 17, 1.8, INK);
        List<String> caption = Canvas.lines(tile.caption(), 13.5, room);
        panel.text(caption.get(0), x, y + 37, 13.5, 1.2, QUIET);
        panel.place(tile.picture(), x, y + HEAD);
        List<Integer> ramp = tile.bar().colours();
        if (ramp.isEmpty()) {
            return;
        }
        int width = tile.picture().width;
        int top = y + HEAD + tile.picture().height + 6;
        for (int column = 0; column < width; column++) {
            panel.fill(x + column, top, 1, 8, ramp.get(column * (ramp.size() - 1) / Math.max(1, width - 1)));
        }
        List<String> labels = tile.bar().labels();
        for (int i = 0; i < labels.size(); i++) {
            double part = i / (labels.size() - 1.0);
            int wide = Canvas.width(labels.get(i), 13.5);
            panel.text(labels.get(i), x + part * (width - wide), top + 24, 13.5, 1.3, QUIET);
        }
    }
}
