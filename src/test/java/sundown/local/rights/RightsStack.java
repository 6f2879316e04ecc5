package sundown.local.rights;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import sundown.local.template.RequiredParameters;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;

/** The project's template under the name {@code stack}. */
final class RightsStack {
    static final String TEXT = read();
    static final Template TEMPLATE = Template.parse(new StringReader(TEXT));
    static final String QUEUES = "http://127.0.0.1:4566/000000000000";

    private RightsStack() {}

    static Resolution resolution() {
        return resolution(Map.of());
    }

    static Resolution resolution(Map<String, String> more) {
        Map<String, String> parameters = RequiredParameters.all();
        parameters.putAll(more);
        return resolution("stack", parameters);
    }

    static Resolution resolution(String name, Map<String, String> parameters) {
        return new Resolution(name, "000000000000", "eu-west-1", parameters);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("template.yaml"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
