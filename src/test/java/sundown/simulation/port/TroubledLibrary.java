package sundown.simulation.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sundown.digest.Sha1;
import sundown.simulation.run.Troubles;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.FailureReason;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.UploadSession;

/** A library that gives every answer that one can give: before it has acted, and after. */
public record TroubledLibrary(PhotoLibrary real, Troubles troubles) implements PhotoLibrary {
    @Override
    public Answer.UploadAnswer upload(AccessToken access, String type, Sha1 digest, Body body) {
        if (troubles.strange()) {
            return new Answer.ItemRefused(FailureReason.REFUSED);
        }
        return troubled(() -> real.upload(access, type, digest, body), setback -> setback);
    }

    @Override
    public Answer.SessionAnswer open(AccessToken access, String type, long bytes) {
        if (troubles.strange()) {
            return new Answer.ItemRefused(FailureReason.REFUSED);
        }
        return troubled(() -> real.open(access, type, bytes), setback -> setback);
    }

    @Override
    public Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        return troubles.strange()
                ? troubles.chunkRefusal()
                : troubled(() -> real.send(access, session, offset, last, chunk), setback -> setback);
    }

    @Override
    public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
        return troubles.strange()
                ? new Answer.SessionGone()
                : troubled(() -> real.received(access, session), setback -> setback);
    }

    @Override
    public Answer.CreateAnswer create(AccessToken access, List<NewItem> items) {
        return troubled(() -> created(access, items), setback -> setback);
    }

    /** Some items are not taken, of some nothing is said although they were. */
    private Answer.CreateAnswer created(AccessToken access, List<NewItem> items) {
        List<Optional<Answer.ElementAnswer>> refusals =
                items.stream().map(item -> troubles.refusal()).toList();
        List<NewItem> let = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            if (refusals.get(index).isEmpty()) {
                let.add(items.get(index));
            }
        }
        if (let.isEmpty()) {
            return merged(refusals, List.of());
        }
        return switch (real.create(access, let)) {
            case Answer.Created created -> merged(refusals, created.elements());
            case Answer.Setback setback -> setback;
        };
    }

    private Answer.Created merged(List<Optional<Answer.ElementAnswer>> refusals, List<Answer.ElementAnswer> answers) {
        List<Answer.ElementAnswer> elements = new ArrayList<>();
        int next = 0;
        for (Optional<Answer.ElementAnswer> refusal : refusals) {
            elements.add(refusal.isPresent() ? refusal.get() : troubles.orSilence(answers.get(next++)));
        }
        return new Answer.Created(elements);
    }

    /** A setback instead of the call, the call, or the call with its answer lost. */
    private <A> A troubled(Supplier<? extends A> call, Function<Answer.Setback, A> setback) {
        Optional<Answer.Setback> instead = troubles.setback();
        if (instead.isPresent()) {
            return setback.apply(instead.get());
        }
        A answer = call.get();
        return troubles.answerLost() ? setback.apply(new Answer.Retry()) : answer;
    }
}
