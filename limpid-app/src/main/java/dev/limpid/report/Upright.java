package dev.limpid.report;

import dev.limpid.image.Box;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;

/** Planes and boxes turned the way round that radiologists are used to. */
record Upright(PlaneOrientation orientation) {
    /** The plane turned, for a picture: its padding mask is not. */
    Slice of(Slice plane) {
        Slice.Builder turned = plane.like();
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < plane.columns(); column++) {
                int y = orientation.upsideDown() ? plane.rows() - 1 - row : row;
                int x = orientation.mirrored() ? plane.columns() - 1 - column : column;
                turned.set(row, column, plane.at(y, x));
            }
        }
        return turned.build();
    }

    /** A box of the plane as it is stored, in the turned one. */
    Box of(Box box, Slice plane) {
        Box mirrored = orientation.mirrored() ? box.mirrored(plane.columns()) : box;
        return orientation.upsideDown()
                ? new Box(mirrored.x0(), plane.rows() - mirrored.y1(), mirrored.x1(), plane.rows() - mirrored.y0())
                : mirrored;
    }
}
