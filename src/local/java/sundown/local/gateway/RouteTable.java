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
 * takes one segment, {@code {name+}} the rest of the path.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes</a>
 */
final class RouteTable {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}+]+)(\\+?)}");

    private final List<Entry> entries;

    /** Takes each route with the function that it calls. */
    RouteTable(Map<Route, FunctionInvoker> functions) {
        entries = functions.entrySet().stream()
                .map(each -> Entry.of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Entry::vagueness))
                .toList();
    }

    /** The route for a request. */
    Optional<Match> find(String method, String path) {
        return entries.stream()
                .filter(entry -> entry.takes(method))
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
            List<String> names = PARAMETER
                    .matcher(route.path())
                    .results()
                    .map(parameter -> parameter.group(1))
                    .toList();
            return new Entry(route, function, names, Pattern.compile(expression(route.path())));
        }

        private static String expression(String path) {
            StringBuilder expression = new StringBuilder();
            Matcher parameter = PARAMETER.matcher(path);
            int literal = 0;
            while (parameter.find()) {
                expression.append(Pattern.quote(path.substring(literal, parameter.start())));
                expression.append(parameter.group(2).isEmpty() ? "([^/]+)" : "(.+)");
                literal = parameter.end();
            }
            return expression.append(Pattern.quote(path.substring(literal))).toString();
        }

        int vagueness() {
            int greedy = route.path().contains("+}") ? 100 : 0;
            int anyMethod = route.method().equals("ANY") ? 1 : 0;
            return greedy + 2 * parameters.size() + anyMethod;
        }

        boolean takes(String method) {
            return route.method().equals("ANY") || route.method().equalsIgnoreCase(method);
        }

        Optional<Match> match(String requestPath) {
            Matcher matcher = path.matcher(requestPath);
            return matcher.matches() ? Optional.of(new Match(route, function, values(matcher))) : Optional.empty();
        }

        private Map<String, String> values(Matcher matcher) {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                values.put(parameters.get(i), unescape(matcher.group(i + 1)));
            }
            return values;
        }

        /** In a path, unlike in a query, a plus sign is a plus sign. */
        private static String unescape(String segment) {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
