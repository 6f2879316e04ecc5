package sundown.edge;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * A correlation id: ties the log lines of a call to those of the messages that it causes.
 *
 * @param id the request id of the first call; letters, digits, {@code -}, {@code _} and {@code =}, at most 128
 */
@JsonDeserialize(using = Correlation.Reader.class)
@RegisterForReflection
public record Correlation(@JsonValue String id) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9=_-]{1,128}");
    private static final String KEY = "correlationId";
    private static final Correlation NONE = new Correlation("none");

    public Correlation {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("not a correlation id");
        }
    }

    /** The id of an event; a fixed one when the event has none, or one that is not safe in a log. */
    public static Correlation from(Optional<String> id) {
        return id.filter(value -> FORM.matcher(value).matches())
                .map(Correlation::new)
                .orElse(NONE);
    }

    /** The correlation of the current thread. */
    public static Correlation current() {
        return from(Optional.ofNullable(MDC.get(KEY)).map(Object::toString));
    }

    /** Runs work under this id. */
    public <T> T during(Supplier<T> work) {
        Object outer = MDC.get(KEY);
        MDC.put(KEY, id);
        try {
            return work.get();
        } finally {
            restore(outer);
        }
    }

    /** Runs work under this id. */
    public void run(Runnable work) {
        during(() -> {
            work.run();
            return null;
        });
    }

    private static void restore(Object outer) {
        if (outer == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, outer);
        }
    }

    /** Reads the id of a message; a message without a usable id is worth reading, too. */
    @RegisterForReflection
    static final class Reader extends StdDeserializer<Correlation> {
        Reader() {
            super(Correlation.class);
        }

        @Override
        public Correlation deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode id = context.readTree(parser);
            return from(Optional.ofNullable(id.textValue()));
        }

        @Override
        public Correlation getNullValue(DeserializationContext context) {
            return NONE;
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return NONE;
        }
    }
}
