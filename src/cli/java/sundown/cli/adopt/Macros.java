package sundown.cli.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions of SQL for an engine that keeps none: each call is replaced by what the function is. */
record Macros(Map<String, Macro> macros) {
    private static final Pattern DEFINITION = Pattern.compile("(?s)CREATE MACRO (\\w+)\\(([^)]*)\\) AS\\s+(.*)");
    private static final Pattern TEXT_OR_CALL = Pattern.compile("'(?:[^']|'')*'|\\b(\\w+)\\(");
    private static final Pattern TEXT_OR_WORD = Pattern.compile("'(?:[^']|'')*'|\\b(\\w+)\\b");

    private static final Pattern TEXT_OR_BOUND = Pattern.compile("'(?:[^']|'')*'|[(),\\[\\]]");

    /** A function. */
    record Macro(List<String> parameters, String body) {
        String with(List<String> arguments) {
            Map<String, String> values = IntStream.range(0, parameters.size())
                    .boxed()
                    .collect(Collectors.toMap(parameters::get, place -> enclosed(arguments.get(place))));
            return enclosed(TEXT_OR_WORD
                    .matcher(body)
                    .replaceAll(word -> Matcher.quoteReplacement(
                            word.group(1) == null ? word.group() : values.getOrDefault(word.group(1), word.group()))));
        }

        private static String enclosed(String expression) {
            return expression.matches("\\w+") ? expression : "(" + expression + ")";
        }
    }

    /** Takes the definitions of a file of statements. */
    static Macros of(List<String> definitions) {
        return new Macros(definitions.stream()
                .flatMap(definition -> DEFINITION.matcher(definition).results())
                .collect(Collectors.toMap(
                        found -> found.group(1),
                        found -> new Macro(
                                found.group(2).isEmpty()
                                        ? List.of()
                                        : List.of(found.group(2).split(", ")),
                                found.group(3).replaceFirst(";\\z", "")))));
    }

    /** A statement without calls of these functions. */
    String expand(String statement) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        for (Matcher call = TEXT_OR_CALL.matcher(statement); call.find(at); ) {
            Macro called = call.group(1) == null ? null : macros.get(call.group(1));
            if (called == null) {
                expanded.append(statement, at, call.end());
                at = call.end();
            } else {
                List<String> arguments = new ArrayList<>();
                expanded.append(statement, at, call.start());
                at = take(statement, call.end(), arguments);
                expanded.append(expand(called.with(arguments)));
            }
        }
        return expanded.append(statement, at, statement.length()).toString();
    }

    /** Takes the arguments of a call from the first on, and returns where the statement goes on. */
    private static int take(String statement, int begin, List<String> arguments) {
        int depth = 0;
        int from = begin;
        Matcher next = TEXT_OR_BOUND.matcher(statement).region(begin, statement.length());
        while (next.find()) {
            String bound = next.group();
            if (depth == 0 && (bound.equals(",") || bound.equals(")"))) {
                arguments.add(statement.substring(from, next.start()).strip());
                from = next.end();
                if (bound.equals(")")) {
                    return from;
                }
            } else if (bound.equals("(") || bound.equals("[")) {
                depth++;
            } else if (bound.equals(")") || bound.equals("]")) {
                depth--;
            }
        }
        throw new IllegalArgumentException("A call has no end: " + statement);
    }
}
