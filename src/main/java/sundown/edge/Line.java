package sundown.edge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A text of a person, which others read in a line of a list or of a log.
 *
 * @param text 1 to 1,000 characters, as many as the audit table keeps, not all of them blank, and each harmless in a
 *     line
 */
@RegisterForReflection
public record Line(@JsonValue String text) {
    private static final int CHARACTERS_MAX = 1_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Line {
        if (text.isBlank()) {
            throw WrongPart.missing("");
        }
        WrongPart.require(text.length() <= CHARACTERS_MAX, "", "is longer than " + CHARACTERS_MAX + " characters");
        text = PlainText.line(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
