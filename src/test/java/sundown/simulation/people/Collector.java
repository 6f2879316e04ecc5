package sundown.simulation.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.simulation.cloud.ArchiveCloud;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;

/** A user who downloads the gallery as archives: their actions and their checks. */
public final class Collector {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final UserId user;
    private final ArchiveApi api;
    private final Downloads downloads;
    private final ArchiveCloud cloud;
    private final Chance chance;
    private boolean askedInPeace;
    private boolean collectedInPeace;
    private boolean lookedAtTheLastMinute;

    public Collector(UserId user, ArchiveApi api, ArchiveCloud cloud, Downloads downloads, Chance chance) {
        this.user = user;
        this.api = api;
        this.cloud = cloud;
        this.downloads = downloads;
        this.chance = chance;
    }

    void start() {
        api.request(user);
    }

    /** Does anything that a user may do. */
    void act() {
        switch (chance.between(1, 20)) {
            case 1, 2, 3 -> api.request(user);
            case 4, 5, 6, 7 -> look();
            case 8, 9, 10 -> downloads.tryOne();
            case 11, 12, 13, 14 -> confirm(Integer.toString(chance.between(1, 3)));
            case 15 -> confirm(chance.pick("0", "-1", "99", "one", "99999999999"));
            case 16 -> confirmTwice();
            case 17 -> api.delete(user);
            case 18 -> deleteAndAskAgain();
            default -> lookAndTakeAll();
        }
    }

    private Optional<JsonNode> look() {
        Optional<JsonNode> view =
                api.get(user).filter(answer -> answer.statusCode() == OK).map(answer -> Json.read(answer.body()));
        view.ifPresent(downloads::given);
        return view;
    }

    private void lookAndTakeAll() {
        look().ifPresent(view -> downloads.tryAll());
    }

    private boolean confirm(String volume) {
        Optional<ApiResponse> granted = api.confirm(user, volume).filter(answer -> answer.statusCode() == OK);
        granted.ifPresent(answer -> Violation.unless(
                downloads.book(Json.read(answer.body())).confirmed().contains(Integer.parseInt(volume)),
                "what is confirmed is noted",
                volume));
        return granted.isPresent();
    }

    private void confirmTwice() {
        String volume = Integer.toString(chance.between(1, 2));
        confirm(volume);
        confirm(volume);
    }

    private void deleteAndAskAgain() {
        api.delete(user);
        api.request(user);
    }

    /**
     * Collects an archive while nothing goes wrong.
     *
     * @return true when that changed something
     */
    boolean help() {
        Optional<ArchiveState> state = cloud.archive(user).map(Archive::state);
        if (state.isEmpty() || state.get() instanceof ArchiveState.Ended) {
            return ask();
        }
        return state.get() instanceof ArchiveState.Ready ready && (collect() || lookAtTheLastMinute(ready));
    }

    private boolean ask() {
        if (askedInPeace || chance.oneIn(2)) {
            return false;
        }
        askedInPeace = true;
        return api.request(user)
                .filter(answer -> answer.statusCode() == CREATED)
                .isPresent();
    }

    private boolean collect() {
        if (collectedInPeace) {
            return false;
        }
        collectedInPeace = true;
        look().filter(view -> view.has("download")).ifPresent(this::collect);
        if (chance.oneIn(3)) {
            api.delete(user);
        }
        return true;
    }

    private boolean lookAtTheLastMinute(ArchiveState.Ready ready) {
        if (lookedAtTheLastMinute || !downloads.areAlmostOver(ready.endsAt())) {
            return false;
        }
        lookedAtTheLastMinute = true;
        look();
        return true;
    }

    private void collect(JsonNode view) {
        downloads.tryAll();
        boolean all = true;
        for (JsonNode volume : view.at("/download/volumes")) {
            all &= volume.path("downloaded").booleanValue()
                    || confirm(volume.path("number").asText());
        }
        boolean finished =
                look().map(later -> later.at("/downloadedAt").isTextual()).orElse(true);
        Violation.unless(!all || finished, "a download is finished when all volumes arrived", user);
    }
}
