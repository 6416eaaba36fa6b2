package dev.limpid.phantom;

/** The scanner's table: a mattress in a curved shell of two thin skins around foam, where there is air. */
record Couch(double bottom) {
    void paint(Plane plane) {
        Grid grid = plane.grid;
        for (int row = 0, i = 0; row < grid.rows; row++) {
            double down = grid.down(row);
            for (int column = 0; column < grid.columns; column++, i++) {
                double across = grid.across(column);
                double depth = down - (bottom - across * across / 1100);
                if (depth > -14 && depth < 36) {
                    layer(plane, i, depth, -11, 0, -955);
                    layer(plane, i, depth, 0, 1.3, 60);
                    layer(plane, i, depth, 1.3, 24 - across * across / 2200, -960);
                    layer(plane, i, depth, 24 - across * across / 2200, 25.2 - across * across / 2200, 20);
                }
            }
        }
    }

    private static void layer(Plane plane, int index, double depth, double from, double to, double hu) {
        double cover = Plane.step(depth - from) - Plane.step(depth - to);
        if (cover > 0 && plane.hu[index] < -900) {
            plane.lay(index, cover, hu);
        }
    }
}
