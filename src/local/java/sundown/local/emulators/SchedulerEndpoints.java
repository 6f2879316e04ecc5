package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.local.http.Answers;

/** The calls of EventBridge Scheduler that are about schedules, as REST with JSON (source: its API reference). */
final class SchedulerEndpoints implements HttpHandler {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEDULES = "/schedules";
    private static final int LARGEST_PAGE = 100;

    private final ScheduleGroups groups;

    SchedulerEndpoints(ScheduleGroups groups) {
        this.groups = groups;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ObjectNode request = body(exchange);
        try {
            Answers.json(exchange, 200, answer(exchange, request).toString());
        } catch (SchedulerRefusal refusal) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.type());
            ObjectNode problem = JSON.createObjectNode().put("Message", refusal.getMessage());
            Answers.json(exchange, refusal.status(), problem.toString());
        }
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        return body instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private ObjectNode answer(HttpExchange exchange, ObjectNode request) {
        String name = name(exchange);
        String group =
                query(exchange, "groupName").orElse(request.path("GroupName").asText("default"));
        return switch (exchange.getRequestMethod() + (name.isEmpty() ? "" : " name")) {
            case "GET" -> list(exchange);
            case "GET name" -> described(group, name);
            case "POST name" -> {
                groups.create(group, name, request);
                yield arn(group, name);
            }
            case "PUT name" -> {
                groups.update(group, name, request);
                yield arn(group, name);
            }
            case "DELETE name" -> {
                groups.delete(group, name);
                yield JSON.createObjectNode();
            }
            case String other -> throw SchedulerRefusal.invalid("The stand-in does not know " + other);
        };
    }

    private static String name(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(SCHEDULES)) {
            throw SchedulerRefusal.invalid("The stand-in does not know " + path);
        }
        return path.substring(SCHEDULES.length()).replaceFirst("^/", "");
    }

    private ObjectNode described(String group, String name) {
        ObjectNode description = groups.get(group, name).request().deepCopy();
        description.remove("ClientToken");
        return description.put("Name", name).put("GroupName", group);
    }

    private ObjectNode list(HttpExchange exchange) {
        String group = query(exchange, "ScheduleGroup")
                .orElseThrow(() -> SchedulerRefusal.invalid("The stand-in lists one group"));
        int limit = query(exchange, "MaxResults").map(Integer::valueOf).orElse(LARGEST_PAGE);
        List<String> names = groups.names(group, query(exchange, "NextToken").orElse(""), limit);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode schedules = page.putArray("Schedules");
        names.forEach(name -> schedules.addObject().put("Name", name).put("GroupName", group));
        if (names.size() == limit) {
            page.put("NextToken", names.getLast());
        }
        return page;
    }

    private static ObjectNode arn(String group, String name) {
        return JSON.createObjectNode()
                .put(
                        "ScheduleArn",
                        "arn:aws:scheduler:%s:%s:schedule/%s/%s"
                                .formatted(Endpoints.REGION, Endpoints.ACCOUNT, group, name));
    }

    private static Optional<String> query(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).stream()
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
