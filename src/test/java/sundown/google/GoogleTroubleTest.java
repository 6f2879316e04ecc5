package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.edge.Json;
import sundown.gallery.Digests;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.local.google.StandInGoogleSettings.QuotaLimits;
import sundown.media.MediaType;
import sundown.transfer.Answer;
import sundown.transfer.Answer.AdditionAnswer;
import sundown.transfer.Answer.AlbumAnswer;
import sundown.transfer.Answer.AlbumRefused;
import sundown.transfer.Answer.ConsentGone;
import sundown.transfer.Answer.CreateAnswer;
import sundown.transfer.Answer.GiveUp;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.Answer.NoLibrary;
import sundown.transfer.Answer.OutOfRoom;
import sundown.transfer.Answer.Retry;
import sundown.transfer.Answer.Silent;
import sundown.transfer.Answer.UploadAnswer;
import sundown.transfer.Answer.WaitFor;
import sundown.transfer.LibraryAccess.Connection.Connected;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.NewItem;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Room;

/** Google's failures, as they arrive over the wire. */
class GoogleTroubleTest {
    private static final String ANA = "ana@example.com";
    private static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4};

    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);
    private static final Silent SILENT = new Silent(Duration.ZERO);

    @AutoClose
    private GoogleAdapters adapters;

    private PhotoLibrary library;
    private Connected ana;

    @BeforeEach
    void start() throws IOException {
        start(GoogleRules.usual());
    }

    @ParameterizedTest
    @MethodSource
    void anUploadInTrouble(Effect effect, UploadAnswer meaning) {
        fault(Call.UPLOAD, effect);
        assertThat(upload()).isEqualTo(meaning);
    }

    static Stream<Arguments> anUploadInTrouble() {
        return Stream.of(
                arguments(Effect.Answer.of(429), new WaitFor(Duration.ofSeconds(30))),
                arguments(Effect.Answer.of(429, 75), new WaitFor(Duration.ofSeconds(75))),
                arguments(Effect.Answer.of(503), SILENT),
                arguments(Effect.Answer.of(503, 120), new Silent(Duration.ofSeconds(120))),
                arguments(saying(403, "Google Photos is disabled for the user"), new GiveUp("UPLOAD HTTP 403")),
                arguments(saying(400, "Insufficient tokens for quota"), new WaitFor(Duration.ofSeconds(30))),
                arguments(new Effect.Drop(), SILENT),
                arguments(new Effect.BreakOff(4), SILENT),
                arguments(new Effect.ActThenDrop(), SILENT));
    }

    private static Effect saying(int status, String text) {
        return new Effect.Answer(status, Optional.of(text), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource
    void aCreationInTrouble(Effect effect, CreateAnswer meaning) {
        UploadToken token = uploaded();
        fault(Call.BATCH_CREATE, effect);
        assertThat(create(token)).isEqualTo(meaning);
    }

    static Stream<Arguments> aCreationInTrouble() {
        return Stream.of(
                arguments(Effect.Answer.of(429), new WaitFor(Duration.ofSeconds(30))),
                arguments(Effect.Answer.of(429, 75), new WaitFor(Duration.ofSeconds(75))),
                arguments(Effect.Answer.of(500), SILENT),
                arguments(Effect.Answer.of(503, 120), new Silent(Duration.ofSeconds(120))),
                arguments(Effect.Answer.of(504), SILENT),
                arguments(Effect.Answer.of(403), new GiveUp("CREATE PERMISSION_DENIED")),
                arguments(new Effect.OutOfRoom(), new OutOfRoom()),
                arguments(new Effect.Drop(), SILENT),
                arguments(new Effect.ActThenDrop(), SILENT),
                arguments(new Effect.RevokeConsent(), new Retry()));
    }

    @ParameterizedTest
    @MethodSource
    void anAlbumInTrouble(Effect effect, AlbumAnswer meaning) {
        fault(Call.CREATE_ALBUM, effect);
        assertThat(library.createAlbum(ana.access(), "Holiday")).isEqualTo(meaning);
    }

    static Stream<Arguments> anAlbumInTrouble() {
        return Stream.of(
                arguments(Effect.Answer.of(429, 75), new WaitFor(Duration.ofSeconds(75))),
                arguments(Effect.Answer.of(503, 120), new Silent(Duration.ofSeconds(120))),
                arguments(Effect.Answer.of(403), new GiveUp("CREATE_ALBUM PERMISSION_DENIED")),
                arguments(saying(403, "The caller does not have permission"), new NoLibrary()),
                arguments(saying(403, "Request had insufficient authentication scopes."), new ConsentGone()),
                arguments(new Effect.Drop(), SILENT),
                arguments(new Effect.ActThenDrop(), SILENT),
                arguments(new Effect.RevokeConsent(), new Retry()));
    }

    @ParameterizedTest
    @MethodSource
    void anAdditionInTrouble(Effect effect, AdditionAnswer meaning) {
        AlbumId album = album();
        MediaItemId item = item(create(uploaded()));
        fault(Call.ADD_TO_ALBUM, effect);
        assertThat(library.add(ana.access(), album, List.of(item))).isEqualTo(meaning);
    }

    static Stream<Arguments> anAdditionInTrouble() {
        return Stream.of(
                arguments(Effect.Answer.of(429), new WaitFor(Duration.ofSeconds(30))),
                arguments(Effect.Answer.of(400), new AlbumRefused()),
                arguments(Effect.Answer.of(404), new AlbumRefused()),
                arguments(Effect.Answer.of(403), new AlbumRefused()),
                arguments(Effect.Answer.of(503), SILENT),
                arguments(new Effect.ActThenDrop(), SILENT));
    }

    @Test
    void anAlbumOfUnknownOutcomeMayBeThereTwice() {
        fault(Call.CREATE_ALBUM, new Effect.ActThenSilence());
        assertThat(library.createAlbum(ana.access(), "Holiday")).isEqualTo(SILENT);
        AlbumId second = album();
        assertThat(adapters.google.albums(ANA)).hasSize(2);
        assertThat(adapters.google.albums(ANA).getLast().id()).isEqualTo(second.value());
    }

    @Test
    void whatIsSentAgainIsInTheAlbumOnce() {
        AlbumId album = album();
        UploadToken token = uploaded();
        fault(Call.BATCH_CREATE, new Effect.ActThenSilence());
        assertThat(create(Optional.of(album), token)).isEqualTo(SILENT);
        MediaItemId item = item(create(Optional.of(album), token));
        fault(Call.ADD_TO_ALBUM, new Effect.ActThenSilence());
        assertThat(library.add(ana.access(), album, List.of(item))).isEqualTo(SILENT);
        assertThat(library.add(ana.access(), album, List.of(item))).isEqualTo(new Answer.Added());
        assertThat(adapters.google.albums(ANA))
                .singleElement()
                .satisfies(held -> assertThat(held.items()).hasSize(1));
    }

    @Test
    void anItemThatIsMissingInTheAnswerIsInTheAlbum() {
        AlbumId album = album();
        fault(Call.ELEMENT, new Effect.OmitElement());
        create(Optional.of(album), uploaded(1), uploaded(2));
        assertThat(adapters.google.albums(ANA).getFirst().items()).hasSize(2);
    }

    @Test
    void albumsCountAsRequests() throws IOException {
        adapters.close();
        start(GoogleRules.usual().with(new QuotaLimits(2, 1_000, 1_000, 1_000, true)));
        AlbumId album = album();
        assertThat(library.add(ana.access(), album, List.of(new MediaItemId("unknown"))))
                .isEqualTo(new AlbumRefused());
        assertThat(library.createAlbum(ana.access(), "Holiday")).isInstanceOf(Answer.WaitUntil.class);
        assertThat(adapters.google.metrics().libraryRequests()).isEqualTo(3);
    }

    @Test
    void theStandInShowsWhatItsAlbumsHold() throws IOException, InterruptedException {
        create(Optional.of(album()), uploaded(2), uploaded(1));
        JsonNode album = Json.read(get("/standin/albums?account=" + ANA)).path(0);
        JsonNode holdings = Json.read(get("/standin/holdings?account=" + ANA));
        assertThat(album.path("title").asText()).isEqualTo("Holiday");
        assertThat(album.path("items")).isEqualTo(holdings).hasSize(2);
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(adapters.google.httpUri() + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private AlbumId album() {
        return ((Answer.AlbumCreated) library.createAlbum(ana.access(), "Holiday")).album();
    }

    private static MediaItemId item(CreateAnswer answer) {
        return ((Answer.Done) ((Answer.Created) answer).elements().getFirst()).mediaItem();
    }

    @Test
    void aCreationOfUnknownOutcomeCanBeSentAgain() {
        UploadToken token = uploaded();
        fault(Call.BATCH_CREATE, new Effect.ActThenSilence());
        assertThat(create(token)).isEqualTo(SILENT);
        assertThat(create(token)).isInstanceOf(Answer.Created.class);
        assertThat(adapters.google.holdings(ANA)).hasSize(1);
    }

    @Test
    void anItemWithoutAResultIsToBeTriedAgainAtItsPlace() {
        UploadToken first = uploaded(1);
        UploadToken second = uploaded(2);
        UploadToken third = uploaded(3);
        adapters.google.faults().add(Fault.nth(Call.ELEMENT, 2, new Effect.OmitElement()));
        List<Answer.ElementAnswer> elements = ((Answer.Created) create(first, second, third)).elements();
        assertThat(elements).hasSize(3);
        assertThat(elements.get(0)).isInstanceOf(Answer.Done.class);
        assertThat(elements.get(1)).isEqualTo(new Retry());
        assertThat(elements.get(2)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void theQuotaOfTheDayIsWaitedForUntilTheNextOne() throws IOException {
        adapters.close();
        start(GoogleRules.usual().with(new QuotaLimits(1, 1_000, 1_000, 1_000, true)));
        UploadToken token = uploaded();
        Instant midnight = nextMidnightInCalifornia();
        assertThat(create(token))
                .isInstanceOfSatisfying(
                        Answer.WaitUntil.class,
                        wait -> assertThat(wait.time()).isBetween(midnight, midnight.plusSeconds(2)));
    }

    /** Google's documentation says that uploads count, and users have measured that they do not. */
    @Test
    void uploadsHaveALimitOfTheirOwnWhereTheyDoNotCount() throws IOException {
        adapters.close();
        start(GoogleRules.usual().with(QuotaLimits.ofNewProject().countingUploadsApart(1)));
        UploadToken token = uploaded();
        assertThat(upload()).isInstanceOf(Answer.WaitFor.class);
        assertThat(create(token)).isInstanceOf(Answer.Created.class);
    }

    @Test
    void aTokenThatWasRefusedIsNotGivenAgain() {
        fault(Call.UPLOAD, new Effect.RevokeConsent());
        assertThat(upload()).isEqualTo(new Retry());
        assertThat(adapters.access().access(ana.refreshToken())).isEqualTo(new Answer.ConsentGone());
    }

    private void start(GoogleRules rules) throws IOException {
        adapters = new GoogleAdapters(rules, LITTLE_PATIENCE);
        library = adapters.library();
        ana = adapters.connect(ANA, new Room.Limited(1 << 30, 0));
    }

    private void fault(Call call, Effect effect) {
        adapters.google.faults().add(Fault.next(call, effect));
    }

    private UploadToken uploaded() {
        return ((Answer.Uploaded) upload()).token();
    }

    private UploadToken uploaded(int number) {
        byte[] photo = PHOTO.clone();
        photo[7] = (byte) (100 + number);
        return ((Answer.Uploaded) upload(photo)).token();
    }

    private UploadAnswer upload() {
        return upload(PHOTO);
    }

    private UploadAnswer upload(byte[] photo) {
        Body body = new Body(new ByteArrayInputStream(photo), photo.length);
        return library.upload(ana.access(), MediaType.JPEG, Optional.of(Digests.sha1(photo)), body);
    }

    private CreateAnswer create(UploadToken... tokens) {
        return create(Optional.empty(), tokens);
    }

    private CreateAnswer create(Optional<AlbumId> album, UploadToken... tokens) {
        return library.create(
                ana.access(),
                album,
                Stream.of(tokens).map(token -> new NewItem(token, "IMG.jpg")).toList());
    }

    private static Instant nextMidnightInCalifornia() {
        ZoneId california = ZoneId.of("America/Los_Angeles");
        return LocalDate.now(Clock.system(california))
                .plusDays(1)
                .atStartOfDay(california)
                .toInstant();
    }
}
