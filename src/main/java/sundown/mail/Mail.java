package sundown.mail;

import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.timeline.Group;

/**
 * A mail to a user, without address and language.
 *
 * @param values what the text says, by the names of its placeholders
 * @param group the group with the close that the mail has as its deadline, if it has one
 */
record Mail(UserId user, MailKind kind, MailId id, Map<String, String> values, Optional<Group> group) {
    Mail {
        values = Map.copyOf(values);
    }
}
