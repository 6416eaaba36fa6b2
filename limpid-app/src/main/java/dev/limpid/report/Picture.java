package dev.limpid.report;

/**
 * A picture for a page or a file of its own.
 *
 * @param png its bytes
 * @param description what it shows, for those who cannot see it
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(byte[] png, String description, int width, int height) {
    static Picture of(Canvas canvas, String description) {
        return new Picture(canvas.png(), description, canvas.width, canvas.height);
    }
}
