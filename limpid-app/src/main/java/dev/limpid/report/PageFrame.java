package dev.limpid.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is around the content of every page: it loads nothing, runs no script, and follows the reader's light or dark setting. */
final class PageFrame {
    static final String END = "</main>\n</body>\n</html>\n";

    private PageFrame() {}

    /** Down to the title and the paragraph beneath it. */
    static String begin(String title, String lead, String... styles) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta http-equiv=\"Content-Security-Policy\"")
                .append(" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(resource("page.css"));
        for (String style : styles) {
            page.append(resource(style));
        }
        page.append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(Html.escape(title))
                .append("</h1>\n");
        if (!lead.isEmpty()) {
            page.append("<p class=\"lead\">").append(Html.escape(lead)).append("</p>\n");
        }
        return page.toString();
    }

    /** Facts by name. */
    static String facts(Iterable<? extends Map.Entry<String, String>> facts) {
        StringBuilder html = new StringBuilder("<dl class=\"facts\">\n");
        facts.forEach(fact -> html.append("<dt>" + Html.escape(fact.getKey()) + "</dt><dd>")
                .append(Html.escape(fact.getValue()))
                .append("</dd>\n"));
        return html.append("</dl>\n").toString();
    }

    /** A text of this package. */
    static String resource(String name) {
        try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + name + " is missing from its jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the program's jar", e);
        }
    }
}
