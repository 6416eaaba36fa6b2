package dev.limpid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Limpid this is. */
public final class Version implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    /** The released version, e.g. {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    /** The version with the git revision it was built from, when the launcher knew it: {@code 0.1.0 (1a2b3c4)}. */
    public static String full() {
        String revision = System.getProperty("limpid.revision", "");
        return revision.isBlank() ? number() : number() + " (" + revision + ")";
    }

    /** The git revision behind a comma, for what fixes a result; empty where it is not known. */
    static String revision() {
        String revision = System.getProperty("limpid.revision", "");
        return revision.isBlank() ? "" : ", revision " + revision;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"limpid " + full()};
    }
}
