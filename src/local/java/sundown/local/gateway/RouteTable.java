package sundown.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.template.Deployment.Route;

/**
 * The routes of an HTTP API. Of several that fit, API Gateway takes the one with the most literal path; {@code {name}}
 * takes one segment. The template has neither greedy parameters nor routes of any method.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
final class RouteTable {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private final List<Entry> entries;

    RouteTable(Map<Route, FunctionInvoker> functions) {
        entries = functions.entrySet().stream()
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(entry -> entry.parameters().size()))
                .toList();
    }

    Optional<Match> find(String method, String path) {
        return entries.stream()
                .filter(entry -> entry.route().method().equalsIgnoreCase(method))
                .flatMap(entry -> entry.match(path).stream())
                .findFirst();
    }

    /**
     * A route that fits a request.
     *
     * @param pathParameters by name, unescaped
     */
    record Match(Route route, FunctionInvoker function, Map<String, String> pathParameters) {}

    private record Entry(Route route, FunctionInvoker function, List<String> parameters, Pattern path) {
        static Entry of(Route route, FunctionInvoker function) {
            Matcher parameter = PARAMETER.matcher(route.path());
            List<String> names =
                    parameter.results().map(result -> result.group(1)).toList();
            // No character of a path is special in a regular expression but those of parameters.
            Pattern path = Pattern.compile(parameter.replaceAll("(?<$1>[^/]+)"));
            return new Entry(route, function, names, path);
        }

        Optional<Match> match(String requestPath) {
            Matcher matcher = path.matcher(requestPath);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Map<String, String> values = new LinkedHashMap<>();
            parameters.forEach(name -> values.put(name, unescape(matcher.group(name))));
            return Optional.of(new Match(route, function, values));
        }

        /** In a path, unlike in a query, a plus sign is a plus sign. */
        private static String unescape(String segment) {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
