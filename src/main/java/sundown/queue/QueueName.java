package sundown.queue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * A queue of the deployment: its name in SQS between the stack's and an ending, {@code transfers} for example.
 *
 * @param value words of small letters with hyphens between them
 */
@RegisterForReflection
public record QueueName(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final int LONGEST = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public QueueName {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a queue has a name like purge-plans");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
