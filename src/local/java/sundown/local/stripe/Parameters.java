package sundown.local.stripe;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.http.Request;

/** The parameters of a request, from its query or its form; those of the form {@code metadata[name]} are a map. */
record Parameters(Map<String, String> values) {
    private static final Pattern METADATA = Pattern.compile("metadata\\[([^\\]]{1,40})\\]");

    static Parameters of(Request request) throws IOException {
        boolean form = request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
        return new Parameters(form ? request.form() : request.query());
    }

    /** Refuses names that are not among these, but for metadata. */
    void allow(String... names) {
        for (String name : values.keySet()) {
            if (!List.of(names).contains(name) && !METADATA.matcher(name).matches()) {
                throw StripeProblem.unknown(name);
            }
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> StripeProblem.missing(name));
    }

    Optional<Long> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,12}")) {
                throw StripeProblem.noInteger(name);
            }
            return Long.valueOf(text);
        });
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        values.forEach((name, value) -> {
            Matcher matcher = METADATA.matcher(name);
            if (matcher.matches()) {
                metadata.put(matcher.group(1), value);
            }
        });
        return metadata;
    }
}
