package sundown.local.google.wire;

import io.grpc.Status.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which endpoint answers which path. A path may name parts in braces, as in {@code /v1/albums/{id}}. */
public final class Routes {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private final List<Route> routes = new ArrayList<>();

    /** Answers one request. */
    public interface Endpoint {
        Reply answer(Request request) throws IOException;
    }

    /** An endpoint and the parts of the path that its route names. */
    record Match(Endpoint endpoint, Map<String, String> pathParameters) {}

    private record Route(String method, Pattern path, List<String> names, Endpoint endpoint) {
        Optional<Match> match(String requestMethod, String requestPath) {
            Matcher matcher = path.matcher(requestPath);
            if (!method.equals(requestMethod) || !matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            names.forEach(name -> values.put(name, matcher.group(name)));
            return Optional.of(new Match(endpoint, values));
        }
    }

    /** Adds a route whose problems are told in the given form. */
    public Routes add(String method, String path, ErrorForm form, Endpoint endpoint) {
        List<String> names =
                PARAMETER.matcher(path).results().map(result -> result.group(1)).toList();
        String expression = PARAMETER.matcher(path).replaceAll("(?<$1>[^/:]+)");
        routes.add(new Route(method, Pattern.compile(expression), names, telling(form, endpoint)));
        return this;
    }

    Match find(String method, String path) {
        return routes.stream()
                .flatMap(route -> route.match(method, path).stream())
                .findFirst()
                .orElse(new Match(request -> notFound(), Map.of()));
    }

    private static Reply notFound() {
        return ErrorForm.LIBRARY.reply(GoogleProblem.of(Code.NOT_FOUND, "Requested entity was not found."));
    }

    private static Endpoint telling(ErrorForm form, Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.answer(request);
            } catch (GoogleProblem problem) {
                return form.reply(problem);
            } catch (IllegalArgumentException malformed) {
                // A number, an address or an encoding that cannot be read.
                return form.reply(GoogleProblem.of(
                        Code.INVALID_ARGUMENT, "Request contains an invalid argument. " + malformed.getMessage()));
            }
        };
    }
}
