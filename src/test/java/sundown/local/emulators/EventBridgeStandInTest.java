package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

@ExtendWith(EmulatorsExtension.class)
final class EventBridgeStandInTest {
    private final URI address;
    private final EventBridgeStandIn standIn;
    private final EventBridgeClient client;
    private final String bus = "b" + UUID.randomUUID();

    EventBridgeStandInTest(Emulators emulators) {
        address = emulators.endpoints().address();
        standIn = emulators.eventBridge();
        client = emulators.clients().eventBridge();
        client.createEventBus(request -> request.name(bus));
    }

    @Test
    void keepsEventsAndListsThemNewestLast() throws Exception {
        put(entry("first", "{\"n\":1}"), entry("second", "{\"n\":2}"));

        List<JsonNode> own = listed().filter(
                        event -> event.path("EventBusName").asText().equals(bus))
                .toList();
        assertThat(own).extracting(event -> event.path("DetailType").asText()).containsExactly("first", "second");
        assertThat(standIn.eventsOf(bus)).isEqualTo(own);
    }

    @Test
    void answersEachEntryWithAnIdOrAnError() {
        PutEventsResponse answer = put(entry("good", "{}"), entry("bad", "no JSON"), entry("good", "{}"));

        assertThat(answer.failedEntryCount()).isEqualTo(1);
        assertThat(answer.entries().get(0).eventId()).isNotEmpty();
        assertThat(answer.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
        assertThat(answer.entries().get(1).eventId()).isNull();
        assertThat(standIn.eventsOf(bus)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'',{},InvalidArgument", "kind,'',InvalidArgument", "kind,[],MalformedDetail", "kind,{,MalformedDetail"
    })
    void refusesAnEntryThatIsNone(String kind, String detail, String code) {
        assertThat(put(entry(kind, detail)).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.errorCode()).isEqualTo(code));
    }

    @Test
    void takesTenEntriesAndNotEleven() {
        PutEventsRequestEntry entry = entry("kind", "{}");
        assertThat(client.putEvents(request -> request.entries(Collections.nCopies(10, entry)))
                        .failedEntryCount())
                .isZero();

        assertThatThrownBy(() -> client.putEvents(request -> request.entries(Collections.nCopies(11, entry))))
                .isInstanceOfSatisfying(EventBridgeException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                });
        assertThat(standIn.eventsOf(bus)).hasSize(10);
    }

    @Test
    void takesAQuarterOfAMegabyteTogether() {
        PutEventsRequestEntry large = entry("kind", "{\"text\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(put(large, large).failedEntryCount()).isZero();

        assertThatThrownBy(() -> put(large, large, large))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void refusesWhatItIsToldTo() {
        standIn.refuse(bus, "ThrottlingException", "");

        PutEventsResponse answer = put(entry("a", "{}"), entry("b", "{}"), entry("c", "{}"));

        assertThat(answer.entries().getFirst().errorCode()).isEqualTo("ThrottlingException");
        assertThat(answer.failedEntryCount()).isEqualTo(1);
    }

    @Test
    void knowsNoOtherOperation() {
        assertThatThrownBy(() -> client.listEventBuses(request -> request.limit(1)))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("does not know ListEventBuses");
    }

    private Stream<JsonNode> listed() throws IOException {
        try (InputStream answer =
                address.resolve(EventBridgeStandIn.EVENTS).toURL().openStream()) {
            return new ObjectMapper().readTree(answer).valueStream();
        }
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return client.putEvents(request -> request.entries(entries));
    }

    private PutEventsRequestEntry entry(String kind, String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("test")
                .detailType(kind)
                .detail(detail)
                .build();
    }
}
