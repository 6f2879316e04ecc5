package sundown.local.command;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of a command, from environment variables. An empty one counts as absent, since make passes empty ones.
 */
public record Variables(Map<String, String> environment) {

    public Optional<String> find(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A whole number.
     *
     * @param usual the number if the variable is absent
     * @throws IllegalArgumentException with a sentence for the user if it is not a number from the least to the most
     */
    public int number(String name, int usual, int least, int most) {
        String text = find(name).orElse(Integer.toString(usual));
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(
                    name + " must be a number from " + least + " to " + most + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
