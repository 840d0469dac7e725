// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/hub_cache.h"

#include "core/jobs/run_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

/// An environment variable for as long as the object lives.
class Variable {
public:
    Variable(const char* name, const char* value) : m_name(name)
    {
        if (const char* old = std::getenv(name)) {
            m_old = old;
        }
        value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
    }
    ~Variable() { m_old ? ::setenv(m_name, m_old->c_str(), 1) : ::unsetenv(m_name); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* m_name;
    std::optional<std::string> m_old;
};

class HubCache : public testing::Test {
protected:
    void SetUp() override
    {
        m_root = fs::temp_directory_path() / ("hub-" + Uid::random().hex());
        fs::create_directories(m_root);
    }
    void TearDown() override { fs::remove_all(m_root); }

    void write(const fs::path& file, const std::string& bytes) const
    {
        fs::create_directories((m_root / file).parent_path());
        std::ofstream(m_root / file, std::ios::binary) << bytes;
    }
    /// A file of a snapshot as Hugging Face's tools lay it: a link into blobs/.
    void link(const std::string& repository, const std::string& commit, const std::string& name,
              const std::string& bytes, bool blob = true) const
    {
        const fs::path folder = m_root / repository / "snapshots" / commit;
        fs::create_directories(folder);
        const std::string id = commit.substr(0, 4) + name;
        if (blob) {
            write(fs::path(repository) / "blobs" / id, bytes);
        }
        fs::create_symlink(fs::path("../../blobs") / id, folder / name);
    }
    void age(const std::string& repository, const std::string& commit, int hours) const
    {
        fs::last_write_time(m_root / repository / "snapshots" / commit,
                            fs::file_time_type::clock::now() - std::chrono::hours(hours));
    }
    std::vector<HubModel> list() const { return listHubModels(m_root.string()); }
    Result<ModelPlace> find(const std::string& named) const
    {
        return findModel(named, m_root.string());
    }

    fs::path m_root;
};

const std::string kOld = "aaaaaaaa11112222333344445555666677778888";
const std::string kNew = "bbbbbbbb11112222333344445555666677778888";

}  // namespace

TEST_F(HubCache, TheFolderComesFromTheFirstVariableThatIsSet)
{
    const Variable home("HOME", "/home/somebody");
    const Variable hub("HF_HUB_CACHE", nullptr);
    const Variable older("HUGGINGFACE_HUB_CACHE", nullptr);
    const Variable whole("HF_HOME", nullptr);
    const Variable xdg("XDG_CACHE_HOME", nullptr);
    EXPECT_EQ(hubCacheFolder(), "/home/somebody/.cache/huggingface/hub");
    const Variable xdgSet("XDG_CACHE_HOME", "/caches");
    EXPECT_EQ(hubCacheFolder(), "/caches/huggingface/hub");
    const Variable place("MODELS_HERE", "/big");
    const Variable homeSet("HF_HOME", "$MODELS_HERE/hf");
    EXPECT_EQ(hubCacheFolder(), "/big/hf/hub");
    const Variable olderSet("HUGGINGFACE_HUB_CACHE", "~/old");
    EXPECT_EQ(hubCacheFolder(), "/home/somebody/old");
    const Variable hubSet("HF_HUB_CACHE", "${MODELS_HERE}/hub-${NOT_SET_ANYWHERE}$");
    EXPECT_EQ(hubCacheFolder(), "/big/hub-${NOT_SET_ANYWHERE}$");
}

TEST_F(HubCache, MainComesFirstThenTheNewest)
{
    const std::string repository = "models--org--tiny";
    for (const std::string& commit : {kOld, kNew}) {
        link(repository, commit, "config.json", "{}");
        link(repository, commit, "model.safetensors", std::string(1000, 'w'));
    }
    const std::string third = "cccccccc11112222333344445555666677778888";
    link(repository, third, "config.json", "{}");
    link(repository, third, "model.safetensors", "w");
    age(repository, kOld, 3);
    age(repository, kNew, 2);
    age(repository, third, 1);
    write(repository + "/refs/main", kOld + "\n");
    write("datasets--org--pairs/refs/main", kOld);
    write("version.txt", "1");
    const std::vector<HubModel> all = list();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].repository, "org/tiny");
    EXPECT_EQ(all[0].commit, kOld);
    EXPECT_TRUE(all[0].main);
    EXPECT_EQ(all[0].bytes, 1002);
    EXPECT_TRUE(all[0].complete());
    EXPECT_EQ(all[1].commit, third);
    EXPECT_EQ(all[2].commit, kNew);
    EXPECT_FALSE(all[2].main);
}

TEST_F(HubCache, SnapshotsThatLackFilesSayWhich)
{
    const std::string shards = "models--org--shards";
    link(shards, kOld, "config.json", "{}");
    link(
        shards, kOld, "model.safetensors.index.json",
        R"({"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors","c":"model-3.safetensors"}})");
    link(shards, kOld, "model-1.safetensors", "1");
    link(shards, kOld, "model-3.safetensors", "", false);  // its blob was removed
    write(shards + "/blobs/0000.incomplete", "half");
    link("models--nothing", kOld, "README.md", "text");
    link("models--pickle", kOld, "config.json", "{}");
    link("models--pickle", kOld, "pytorch_model.bin", "PK");
    link("models--org--files-GGUF", kOld, "b.gguf", "GGUF");
    link("models--org--files-GGUF", kOld, "a.gguf", "GGUF");
    link("models--org--adapter", kOld, "adapter_config.json", "{}");
    link("models--org--adapter", kOld, "adapter_model.safetensors", "w");
    std::map<std::string, HubModel> byName;
    for (const HubModel& model : list()) {
        byName[model.repository] = model;
    }
    ASSERT_EQ(byName.size(), 5U);
    EXPECT_EQ(byName["org/shards"].missing,
              (std::vector<std::string>{"model-2.safetensors", "model-3.safetensors"}));
    EXPECT_TRUE(byName["org/shards"].fetching);
    EXPECT_EQ(byName["nothing"].missing,
              (std::vector<std::string>{"config.json", "model.safetensors"}));
    EXPECT_FALSE(byName["nothing"].fetching);
    EXPECT_TRUE(byName["pickle"].complete());
    EXPECT_EQ(byName["org/files-GGUF"].ggufs, (std::vector<std::string>{"a.gguf", "b.gguf"}));
    EXPECT_TRUE(byName["org/files-GGUF"].complete());
    EXPECT_TRUE(byName["org/adapter"].complete());

    const auto found = find("org/shards");
    ASSERT_FALSE(found.ok());
    EXPECT_NE(found.error().message().find("model-2.safetensors"), std::string::npos);
}

TEST_F(HubCache, NamesAreFoundWithAndWithoutARevision)
{
    const std::string repository = "models--org--tiny";
    for (const std::string& commit : {kOld, kNew}) {
        link(repository, commit, "config.json", "{}");
        link(repository, commit, "model.safetensors", "w");
    }
    write(repository + "/refs/main", kNew);
    write(repository + "/refs/v1.0", kOld);
    write(repository + "/refs/pr/1", kOld);
    const auto main = find("org/tiny");
    ASSERT_TRUE(main.ok()) << main.error().message();
    EXPECT_EQ(main->commit, kNew);
    EXPECT_EQ(main->repository, "org/tiny");
    EXPECT_EQ(main->folder, (m_root / repository / "snapshots" / kNew).string());
    for (const std::string& revision :
         {kOld, std::string("v1.0"), std::string("pr/1"), std::string("aaaaaaaa1111")}) {
        const auto found = find("org/tiny@" + revision);
        ASSERT_TRUE(found.ok()) << revision << ": " << found.error().message();
        EXPECT_EQ(found->commit, kOld) << revision;
    }
    EXPECT_FALSE(find("org/tiny@main2").ok());
    EXPECT_FALSE(find("org/tiny@aaaa").ok()) << "too short to be a commit";
    EXPECT_FALSE(find("org/tiny@../../x").ok());
    const auto absent = find("org/other");
    ASSERT_FALSE(absent.ok());
    EXPECT_EQ(absent.error().kind, ErrorKind::NotFound);
    EXPECT_NE(absent.error().message().find(m_root.string()), std::string::npos);
}

TEST_F(HubCache, FoldersAndFilesStayWhatTheyAre)
{
    write("here/config.json", "{}");
    const std::string folder = (m_root / "here").string();
    const auto found = find(folder);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->folder, folder);
    EXPECT_TRUE(found->commit.empty());
    link("models--org--tiny", kOld, "config.json", "{}");
    const fs::path snapshot = m_root / "models--org--tiny" / "snapshots" / kOld;
    for (const fs::path& path : {snapshot, snapshot / "config.json"}) {
        const auto known = find(path.string());
        ASSERT_TRUE(known.ok());
        EXPECT_EQ(known->folder, path.string());
        EXPECT_EQ(known->repository, "org/tiny") << "a snapshot's path says what it is";
        EXPECT_EQ(known->commit, kOld);
    }
    EXPECT_FALSE(find(folder + "/nowhere").ok());
    EXPECT_TRUE(isHubName("gpt2"));
    EXPECT_TRUE(isHubName("Qwen/Qwen3-0.6B@main"));
    for (const char* none :
         {"", "/a/b", "a/b/c", "../a", "a/.hidden", "a b", "a--b", "org/name@"}) {
        EXPECT_FALSE(isHubName(none)) << none;
    }
}

TEST_F(HubCache, AReferenceCannotLeadOutside)
{
    const std::string repository = "models--org--tiny";
    link(repository, kOld, "config.json", "{}");
    link(repository, kOld, "model.safetensors", "w");
    write(repository + "/refs/main", "../../../../etc");
    const auto found = find("org/tiny");
    ASSERT_TRUE(found.ok()) << "the newest snapshot counts";
    EXPECT_EQ(found->commit, kOld);
    EXPECT_FALSE(list()[0].main);
}

TEST_F(HubCache, ARunKeepsTheCommitItStartedFrom)
{
    const std::string repository = "models--org--tiny";
    link(repository, kOld, "config.json", "{}");
    link(repository, kOld, "model.safetensors", "w");
    write(repository + "/refs/main", kOld);
    const Variable hub("HF_HUB_CACHE", m_root.c_str());
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = "org/tiny";
    const auto run = createRunFolder((m_root / "runs").string(), spec);
    ASSERT_TRUE(run.ok()) << run.error().message();
    const auto json = readRunJson(*run);
    ASSERT_TRUE(json.ok());
    EXPECT_EQ((*json)["settings"]["model"], (m_root / repository / "snapshots" / kOld).string());
    EXPECT_EQ((*json)["model_source"]["repository"], "org/tiny");
    EXPECT_EQ((*json)["model_source"]["commit"], kOld);
}
