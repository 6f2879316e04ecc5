package sundown.local.emulators;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The calls of EventBridge Scheduler about schedules and their groups, as REST with JSON (source: its API reference).
 */
record SchedulerEndpoints(ScheduleGroups groups) implements Endpoint {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String GROUPS = "/schedule-groups/";
    private static final String SCHEDULES = "/schedules";
    private static final int LARGEST_PAGE = 100;

    @Override
    public Reply answer(Request request) throws IOException {
        ObjectNode body = request.json() instanceof ObjectNode object ? object : JSON.createObjectNode();
        try {
            return Reply.json(200, answer(request, body));
        } catch (AwsRefusal refusal) {
            return Reply.json(refusal.status(), Map.of("Message", refusal.getMessage()))
                    .with("x-amzn-ErrorType", refusal.type());
        }
    }

    private ObjectNode answer(Request request, ObjectNode body) {
        if (request.path().startsWith(GROUPS) && request.method().equals("POST")) {
            String group = request.path().substring(GROUPS.length());
            groups.createGroup(group);
            return arn("schedule-group/" + group);
        }
        String name = name(request);
        String group = request.query("groupName").orElse(body.path("GroupName").asText("default"));
        return switch (request.method() + (name.isEmpty() ? "" : " name")) {
            case "GET" -> list(request);
            case "GET name" -> described(group, name);
            case "POST name" -> {
                groups.create(group, name, body);
                yield arn("schedule/" + group + "/" + name);
            }
            case "PUT name" -> {
                groups.update(group, name, body);
                yield arn("schedule/" + group + "/" + name);
            }
            case "DELETE name" -> {
                groups.delete(group, name);
                yield JSON.createObjectNode();
            }
            case String other -> throw AwsRefusal.invalid("The stand-in does not know " + other);
        };
    }

    private static String name(Request request) {
        String path = request.path();
        if (!path.startsWith(SCHEDULES)) {
            throw AwsRefusal.invalid("The stand-in does not know " + path);
        }
        return path.substring(SCHEDULES.length()).replaceFirst("^/", "");
    }

    private ObjectNode described(String group, String name) {
        ObjectNode description = groups.get(group, name).request().deepCopy();
        description.remove("ClientToken");
        return description.put("Name", name).put("GroupName", group);
    }

    private ObjectNode list(Request request) {
        String group =
                request.query("ScheduleGroup").orElseThrow(() -> AwsRefusal.invalid("The stand-in lists one group"));
        int limit = request.query("MaxResults").map(Integer::valueOf).orElse(LARGEST_PAGE);
        List<String> names = groups.names(group, request.query("NextToken").orElse(""), limit);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode schedules = page.putArray("Schedules");
        names.forEach(name -> schedules.addObject().put("Name", name).put("GroupName", group));
        if (names.size() == limit) {
            page.put("NextToken", names.getLast());
        }
        return page;
    }

    private static ObjectNode arn(String resource) {
        String kind = resource.startsWith("schedule-group/") ? "ScheduleGroupArn" : "ScheduleArn";
        return JSON.createObjectNode()
                .put(kind, "arn:aws:scheduler:%s:%s:%s".formatted(Endpoints.REGION, Endpoints.ACCOUNT, resource));
    }
}
