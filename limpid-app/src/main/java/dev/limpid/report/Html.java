package dev.limpid.report;

import java.util.Base64;

/** Text made safe for a page: whatever a file is called, it stays text. */
final class Html {
    private Html() {}

    /**
     * The text with markup characters escaped, and with characters that a page may not hold, or that would turn the
     * direction of the text after them, replaced by U+FFFD.
     */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        boolean control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
        boolean turning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean noCharacter = (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE;
        return !control && !turning && !noCharacter;
    }

    /** An image of the page itself. */
    static String image(byte[] png, String description, int width, int height) {
        return "<img alt=\"" + escape(description) + "\" width=\"" + width + "\" height=\"" + height
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"/>";
    }

    static String image(Canvas picture, String description) {
        return image(picture.png(), description, picture.width, picture.height);
    }

    static String cell(String text) {
        return "<td>" + escape(text) + "</td>";
    }

    static String head(String text) {
        return "<th scope=\"row\">" + escape(text) + "</th>";
    }

    /** A table with a caption and column heads, of rows that are already markup. */
    static String table(String caption, String[] columns, String rows) {
        StringBuilder table = new StringBuilder(
                "<div class=\"wide\"><table>\n<caption>" + escape(caption) + "</caption>\n<thead><tr>");
        for (String column : columns) {
            table.append("<th scope=\"col\">").append(escape(column)).append("</th>");
        }
        return table.append("</tr></thead>\n<tbody>\n")
                .append(rows)
                .append("</tbody></table></div>\n")
                .toString();
    }
}
