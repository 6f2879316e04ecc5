package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.edge.QueueMessage;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.TestStack;

/** The messages of every queue: sent as ever, read back, and refused as ever when a part is missing or wrong. */
@ExtendWith(EmulatorsExtension.class)
class MessagesTest {
    private static final Map<MessageSystemAttributeName, String> FIFO = Map.of(
            MessageSystemAttributeName.MESSAGE_GROUP_ID, "group",
            MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "deduplication");

    private final SqsClient client;
    private final Map<String, String> environment;

    MessagesTest(Emulators emulators) {
        client = emulators.clients().sqs();
        environment = TestStack.names(emulators);
    }

    @TestFactory
    Stream<DynamicTest> messagesAreSentAndReadAsEver() {
        return new SampleMessages(client, environment)
                .queues().stream().map(queue -> DynamicTest.dynamicTest(queue.name(), () -> check(queue)));
    }

    private <M extends QueueMessage> void check(SampleMessages.Queue<M> queue) {
        Golden sent = Golden.file("messages/" + queue.name() + ".json");
        Map<String, Object> bodies = new TreeMap<>();
        queue.messages().forEach((name, message) -> {
            queue.send().accept(message);
            bodies.put(name, receive(environment.get(queue.variable())));
        });
        sent.check(bodies);
        JsonNode golden = sent.read();
        queue.messages()
                .forEach((name, message) -> assertThat(queue.read()
                                .apply(golden.path(name).path("body").toString()))
                        .as("%s %s", queue.name(), name)
                        .isEqualTo(message));
        Golden.file("messages/" + queue.name() + "-read.json")
                .check(broken(queue, (ObjectNode) golden.path("full").path("body")));
    }

    private Map<String, Object> receive(String url) {
        Message message = client.receiveMessage(
                        request -> request.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        Map<String, Object> sent = new TreeMap<>(Map.of("body", Golden.json(message.body())));
        FIFO.forEach((attribute, name) -> {
            if (message.attributes().containsKey(attribute)) {
                sent.put(name, message.attributes().get(attribute));
            }
        });
        return sent;
    }

    /** What the reader makes of the message with one part changed. */
    private static <M extends QueueMessage> Map<String, Object> broken(SampleMessages.Queue<M> queue, ObjectNode body) {
        Map<String, Object> outcomes = new TreeMap<>();
        outcomes.put("more", read(queue, body.deepCopy().put("more", 1).toString()));
        List.of("", "hello", "null", "[]", "7").forEach(text -> outcomes.put("'" + text + "'", read(queue, text)));
        change(queue, body, body, "", outcomes);
        return outcomes;
    }

    private static <M extends QueueMessage> void change(
            SampleMessages.Queue<M> queue,
            ObjectNode body,
            ObjectNode part,
            String path,
            Map<String, Object> outcomes) {
        for (Map.Entry<String, JsonNode> field : List.copyOf(part.deepCopy().properties())) {
            String name = path + field.getKey();
            part.remove(field.getKey());
            outcomes.put(name + " missing", read(queue, body.toString()));
            List.of("null", "true", "-1", "1.5", "100000000000", "\"!?\"", "{}").forEach(other -> {
                part.set(field.getKey(), Golden.json(other));
                outcomes.put(name + " " + other, read(queue, body.toString()));
            });
            part.set(field.getKey(), field.getValue());
            if (field.getValue() instanceof ObjectNode inner) {
                change(queue, body, inner, name + ".", outcomes);
            }
        }
    }

    /** Names only the parts that are read as something else than in the whole message. */
    private static <M extends QueueMessage> Object read(SampleMessages.Queue<M> queue, String body) {
        try {
            JsonNode whole = Golden.json(queue.messages().get("full").write());
            JsonNode read = Golden.json(queue.read().apply(body).write());
            Map<String, Object> changes = new TreeMap<>();
            whole.fieldNames().forEachRemaining(field -> {
                if (!whole.path(field).equals(read.path(field))) {
                    changes.put(field, read.has(field) ? read.path(field) : "absent");
                }
            });
            return changes.isEmpty() ? "read" : changes;
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("!?", "hello");
            return "refused";
        }
    }
}
