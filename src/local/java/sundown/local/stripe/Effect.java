package sundown.local.stripe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What a fault does to the call that it strikes. In JSON, {@code type} is the name in the annotation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "answer", value = Effect.Answer.class),
    @JsonSubTypes.Type(name = "breakDown", value = Effect.BreakDown.class),
    @JsonSubTypes.Type(name = "drop", value = Effect.Drop.class),
    @JsonSubTypes.Type(name = "actThenDrop", value = Effect.ActThenDrop.class),
    @JsonSubTypes.Type(name = "actThenSilence", value = Effect.ActThenSilence.class)
})
public sealed interface Effect {
    /** The call is turned away with this status, before anything is done or kept. */
    record Answer(int status, Optional<String> code) implements Effect {
        public Answer {
            code = code == null ? Optional.empty() : code;
        }
    }

    /** Nothing is done; the answer is 500, and is given again under the same idempotency key. */
    record BreakDown() implements Effect {}

    /** The connection breaks before anything is done. */
    record Drop() implements Effect {}

    /** The call is carried out, and the connection breaks before the answer. */
    record ActThenDrop() implements Effect {}

    /** The call is carried out and never answered: the caller runs into its timeout. */
    record ActThenSilence() implements Effect {}
}
