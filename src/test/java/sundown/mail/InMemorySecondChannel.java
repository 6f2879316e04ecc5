package sundown.mail;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger.MailId;

/** A second channel in memory, off until it is turned on. */
public final class InMemorySecondChannel implements SecondChannel {
    private final Map<String, Letter> taken = new HashMap<>();
    private final Queue<Answer> next = new ArrayDeque<>();
    private boolean on;

    /** A letter that was taken. */
    record Letter(UserId user, String kind, Map<String, String> values) {}

    public InMemorySecondChannel turnOn() {
        on = true;
        return this;
    }

    /** Answers the next letter so. */
    void answer(Answer answer) {
        next.add(answer);
    }

    Map<String, Letter> taken() {
        return Map.copyOf(taken);
    }

    @Override
    public Answer send(UserId user, MailId id, String kind, Map<String, String> values) {
        Answer answer = on ? next.isEmpty() ? new Answer.Taken(false) : next.remove() : new Answer.Off();
        if (answer instanceof Answer.Taken) {
            taken.put(user + "/" + id, new Letter(user, kind, values));
        }
        return answer;
    }
}
