package sundown.local.template;

/** The template cannot be read, or says something that this reader does not know; the message names the place. */
public final class InvalidTemplate extends IllegalArgumentException {
    InvalidTemplate(String place, String problem) {
        super(place + ": " + problem);
    }
}
