package sundown.local.stripe;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/** The parameters of a request, from its query or its form; those of the form {@code metadata[name]} are a map. */
record Parameters(Map<String, String> values) {
    private static final long USUAL_LIMIT = 10;
    private static final long LARGEST_LIMIT = 100;
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]*\\]$");
    private static final Pattern METADATA = Pattern.compile("metadata\\[([^\\]]{1,40})\\]");

    static Parameters of(Request request) throws IOException {
        boolean form = request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
        return new Parameters(form ? request.form() : request.query());
    }

    /** Refuses names that are not among these, but for metadata. */
    void allow(String... names) {
        for (String name : values.keySet()) {
            if (!List.of(names).contains(INDEX.matcher(name).replaceAll(""))
                    && !METADATA.matcher(name).matches()) {
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

    /** The values of {@code name[0]}, {@code name[1]}, and so on. */
    List<String> several(String name) {
        return values.keySet().stream()
                .filter(key -> key.startsWith(name + "["))
                .map(values::get)
                .toList();
    }

    /** The first of these, as many as {@code limit} says. */
    <T> Reply page(String url, List<T> rest, Function<T, Object> document) {
        long limit = number("limit").orElse(USUAL_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw StripeProblem.noInteger("limit");
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("object", "list");
        page.put("url", url);
        page.put("has_more", rest.size() > limit);
        page.put("data", rest.stream().limit(limit).map(document).toList());
        return Reply.json(200, page);
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
