package sundown.functions;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import sundown.account.UserId;

/** An event in the form that AWS documents, from {@code src/test/resources/events}, with what a test changes of it. */
record Event(ObjectNode document) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUBJECT = "/requestContext/authorizer/jwt/claims/sub";
    private static final String FIRST_MESSAGE = "/Records/0";

    /** The event of a file, named without its ending. */
    static Event of(String name) {
        try (InputStream file = Event.class.getResourceAsStream("/events/" + name + ".json")) {
            return new Event((ObjectNode) JSON.readTree(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The event of an HTTP request by this signed-in user. */
    static Event by(UserId user, String name) {
        return of(name).with(SUBJECT, user.value());
    }

    /** The event of a queue with these messages, with the ids message-1, message-2 and so on. */
    Event withMessages(String... bodies) {
        ObjectNode changed = document.deepCopy();
        ObjectNode message = (ObjectNode) document.at(FIRST_MESSAGE);
        ArrayNode messages = changed.putArray("Records");
        for (String body : bodies) {
            messages.add(message.deepCopy()
                    .put("messageId", "message-" + (messages.size() + 1))
                    .put("body", body));
        }
        return new Event(changed);
    }

    /** The event of another table's stream. */
    Event from(String table) {
        return with(
                "/Records/0/eventSourceARN", "arn:aws:dynamodb:eu-west-1:000000000000:table/" + table + "/stream/s");
    }

    /** The same with another value in one place. */
    Event with(String pointer, Object value) {
        ObjectNode changed = document.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        parent(changed, place).set(place.last().getMatchingProperty(), JSON.valueToTree(value));
        return new Event(changed);
    }

    /** The same without what is in one place. */
    Event without(String pointer) {
        ObjectNode changed = document.deepCopy();
        JsonPointer place = JsonPointer.compile(pointer);
        parent(changed, place).remove(place.last().getMatchingProperty());
        return new Event(changed);
    }

    /** The same with a parameter in the query. */
    Event query(String name, String value) {
        return with("/queryStringParameters", Map.of(name, value));
    }

    /** The same with this body, which need not be JSON. */
    Event body(String body) {
        return with("/body", body);
    }

    String json() {
        return document.toString();
    }

    private static ObjectNode parent(JsonNode root, JsonPointer place) {
        if (root.at(place.head()) instanceof ObjectNode parent) {
            return parent;
        }
        throw new IllegalArgumentException("The event has no object at " + place.head());
    }
}
