package sundown.local.google;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What a fault does to the call that it strikes. In JSON, {@code type} is the name in the annotation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "answer", value = Effect.Answer.class),
    @JsonSubTypes.Type(name = "delay", value = Effect.Delay.class),
    @JsonSubTypes.Type(name = "drop", value = Effect.Drop.class),
    @JsonSubTypes.Type(name = "breakOff", value = Effect.BreakOff.class),
    @JsonSubTypes.Type(name = "actThenDrop", value = Effect.ActThenDrop.class),
    @JsonSubTypes.Type(name = "actThenSilence", value = Effect.ActThenSilence.class),
    @JsonSubTypes.Type(name = "outOfRoom", value = Effect.OutOfRoom.class),
    @JsonSubTypes.Type(name = "revokeConsent", value = Effect.RevokeConsent.class),
    @JsonSubTypes.Type(name = "omitElement", value = Effect.OmitElement.class),
    @JsonSubTypes.Type(name = "refuseElement", value = Effect.RefuseElement.class)
})
public sealed interface Effect {

    /**
     * Nothing is done, and this is answered.
     *
     * @param body sent as it stands; where it is absent, the API's usual error for the status
     * @param retryAfterSeconds the Retry-After header, and RetryInfo over gRPC
     */
    record Answer(int status, Optional<String> body, Optional<Long> retryAfterSeconds) implements Effect {
        public Answer {
            body = body == null ? Optional.empty() : body;
            retryAfterSeconds = retryAfterSeconds == null ? Optional.empty() : retryAfterSeconds;
        }

        public static Answer of(int status) {
            return new Answer(status, Optional.empty(), Optional.empty());
        }

        public static Answer of(int status, long retryAfterSeconds) {
            return new Answer(status, Optional.empty(), Optional.of(retryAfterSeconds));
        }
    }

    /** The call is carried out after a pause. */
    record Delay(long milliseconds) implements Effect {}

    /** The connection breaks before anything is done. */
    record Drop() implements Effect {}

    /** The connection of an upload breaks when this many bytes of its body have been read. */
    record BreakOff(long afterBytes) implements Effect {}

    /** The call is carried out, and the connection breaks before the answer. */
    record ActThenDrop() implements Effect {}

    /** The call is carried out and never answered: the caller runs into its timeout. */
    record ActThenSilence() implements Effect {}

    /** The account has no room, whatever its figures say. */
    record OutOfRoom() implements Effect {}

    /** The user revokes the consent just before the call. */
    record RevokeConsent() implements Effect {}

    /** The element is created, but its result is missing in the answer of the batch. */
    record OmitElement() implements Effect {}

    /** The element is not created and has this status, with a code of {@code google.rpc.Code}. */
    record RefuseElement(int code, String message) implements Effect {}
}
