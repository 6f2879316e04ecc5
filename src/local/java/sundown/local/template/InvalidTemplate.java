package sundown.local.template;

/** The template is malformed or uses a feature that this reader does not support; the message names the place. */
public final class InvalidTemplate extends IllegalArgumentException {
    InvalidTemplate(String place, String problem) {
        super(place + ": " + problem);
    }
}
