package sundown.local.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the endpoint that answers a path. A path may name parts in braces, as in {@code /v1/albums/{id}}. */
public final class Routes implements Endpoint {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final List<Route> routes = new ArrayList<>();
    private final Endpoint otherwise;

    public Routes(Endpoint otherwise) {
        this.otherwise = otherwise;
    }

    private record Route(String method, Pattern path, List<String> names, Endpoint endpoint) {
        Optional<Map<String, String>> match(Request request) {
            Matcher matcher = path.matcher(request.path());
            if (!method.equals(request.method()) || !matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            names.forEach(name -> values.put(name, matcher.group(name)));
            return Optional.of(values);
        }
    }

    public void add(String method, String path, UnaryOperator<Endpoint> errors, Endpoint endpoint) {
        add(method, path, errors.apply(endpoint));
    }

    /** Adds a route to an endpoint that renders its own refusals. */
    public void add(String method, String path, Endpoint endpoint) {
        List<String> names =
                PARAMETER.matcher(path).results().map(result -> result.group(1)).toList();
        String expression = PARAMETER.matcher(path).replaceAll("(?<$1>[^/:]+)");
        routes.add(new Route(method, Pattern.compile(expression), names, endpoint));
    }

    @Override
    public Reply answer(Request request) throws IOException {
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(request);
            if (parameters.isPresent()) {
                return route.endpoint().answer(request.with(parameters.get()));
            }
        }
        return otherwise.answer(request);
    }
}
