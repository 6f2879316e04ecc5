package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.oauth.Scopes;

class LibraryRestTest {
    private static final Set<String> ALL =
            Set.of(Scopes.PHOTOS_APPEND, Scopes.PHOTOS_READ_CREATED, Scopes.PHOTOS_EDIT_CREATED);

    @TempDir
    private Path folder;

    @AutoClose
    private GoogleFixture fixture;

    private String accessToken;

    @BeforeEach
    void start() throws Exception {
        fixture = new GoogleFixture(settings -> settings.keepingBytesIn(folder));
        accessToken = fixture.accessToken(ANA, ALL);
    }

    @Test
    void listsTheNewestFirstByPages() throws Exception {
        create(1, 2, 3);

        JsonNode first = get("/v1/mediaItems?pageSize=2").json();
        JsonNode second = get("/v1/mediaItems?pageSize=2&pageToken="
                        + first.path("nextPageToken").asText())
                .json();

        assertThat(first.path("mediaItems").findValuesAsText("filename")).containsExactly("IMG_2.jpg", "IMG_1.jpg");
        assertThat(second.path("mediaItems").findValuesAsText("filename")).containsExactly("IMG_0.jpg");
        assertThat(second.has("nextPageToken")).isFalse();
    }

    @Test
    void refusesAPageTokenOrSizeThatItDidNotOffer() throws Exception {
        assertThat(get("/v1/mediaItems?pageToken=nonsense").status()).isEqualTo(400);
        assertThat(get("/v1/mediaItems?pageSize=101").status()).isEqualTo(400);
    }

    @Test
    void getsSeveralItemsOfWhichOneIsUnknown() throws Exception {
        String id = create(1).getFirst();

        JsonNode results = get("/v1/mediaItems:batchGet?mediaItemIds=" + id + "&mediaItemIds=other")
                .json()
                .path("mediaItemResults");

        assertThat(results.path(0).path("mediaItem").path("id").asText()).isEqualTo(id);
        assertThat(results.path(1).path("status").path("code").asInt()).isEqualTo(3);
    }

    @Test
    void searchesByKindAndDay() throws Exception {
        create(1);

        assertThat(search(Map.of("filters", Map.of("mediaTypeFilter", Map.of("mediaTypes", List.of("PHOTO"))))))
                .hasSize(1);
        assertThat(search(Map.of("filters", Map.of("mediaTypeFilter", Map.of("mediaTypes", List.of("VIDEO"))))))
                .isEmpty();
        assertThat(search(Map.of("filters", Map.of("dateFilter", Map.of("dates", List.of(Map.of("year", 2026)))))))
                .hasSize(1);
        assertThat(search(Map.of("filters", Map.of("dateFilter", Map.of("dates", List.of(Map.of("year", 2025)))))))
                .isEmpty();
    }

    @Test
    void fillsAndEmptiesAnAlbum() throws Exception {
        List<String> ids = create(1, 2);
        String album = fixture.postJson("/v1/albums", accessToken, Map.of("album", Map.of("title", "Summer")))
                .json()
                .path("id")
                .asText();

        Answer added = fixture.postJson(
                "/v1/albums/" + album + ":batchAddMediaItems", accessToken, Map.of("mediaItemIds", ids));
        JsonNode listed = get("/v1/albums").json().path("albums").path(0);
        fixture.postJson(
                "/v1/albums/" + album + ":batchRemoveMediaItems",
                accessToken,
                Map.of("mediaItemIds", ids.subList(0, 1)));

        assertThat(added.status()).isEqualTo(200);
        assertThat(listed.path("title").asText()).isEqualTo("Summer");
        assertThat(listed.path("mediaItemsCount").asText()).isEqualTo("2");
        assertThat(search(Map.of("albumId", album))).containsExactly(ids.get(1));
    }

    @Test
    void refusesAnAlbumThatItDoesNotKnow() throws Exception {
        Answer answer = fixture.postJson("/v1/mediaItems:search", accessToken, Map.of("albumId", "other"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Invalid album ID.");
    }

    @Test
    void givesTheBytesBackWhereItKeepsThem() throws Exception {
        create(1);
        JsonNode item = get("/v1/mediaItems").json().path("mediaItems").path(0);
        String path = item.path("baseUrl")
                .asText()
                .substring(fixture.google.httpUri().toString().length());

        assertThat(fixture.send(fixture.request(path + "=d")).status()).isEqualTo(200);
        assertThat(folder).isDirectoryContaining(file -> file.toFile().length() == 1000);
    }

    @Test
    void showsAClientOnlyWhatItsScopesAllow() throws Exception {
        assertThat(fixture.get("/v1/mediaItems", fixture.accessToken(ANA, Set.of(Scopes.PHOTOS_APPEND)))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void takesTheOldScopesOnlyWhenToldTo() throws Exception {
        Set<String> legacy = Set.of("https://www.googleapis.com/auth/photoslibrary");
        try (GoogleFixture old = GoogleFixture.withRules(rules -> rules.with(Scopes.withLegacy()))) {
            assertThat(old.get("/v1/mediaItems", old.accessToken(ANA, legacy)).status())
                    .isEqualTo(200);
        }
        assertThat(fixture.get("/v1/mediaItems", fixture.accessToken(ANA, legacy))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answersAnUnknownPathWithNotFound() throws Exception {
        assertThat(get("/v1/nothing").status()).isEqualTo(404);
    }

    private List<String> create(int... numbers) throws Exception {
        String[] tokens = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            tokens[i] = fixture.upload(accessToken, Photos.jpeg(numbers[i]));
        }
        return fixture.create(accessToken, tokens).json().findValuesAsText("id");
    }

    private List<String> search(Map<String, Object> search) throws Exception {
        return fixture.postJson("/v1/mediaItems:search", accessToken, search)
                .json()
                .findValuesAsText("id");
    }

    private Answer get(String path) throws IOException, InterruptedException {
        return fixture.get(path, accessToken);
    }
}
