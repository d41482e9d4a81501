using Eligibility.Keys;

namespace Eligibility.SystemTests;

/// <summary>A key file and a server secret in a folder of their own.</summary>
internal sealed class KeyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eligibility-keys-");
    private readonly ServerSecret _secret;
    private KeyFile _keys = KeyFile.Empty;

    public KeyFolder()
    {
        var secret = ServerSecret.NewText();
        _secret = ServerSecret.Parse(secret);
        File.WriteAllText(SecretPath, secret);
        File.WriteAllBytes(KeyPath, _keys.ToJson());
    }

    /// <summary>The arguments that make a service ask for them.</summary>
    public string[] Arguments => ["--Access:KeyFile", KeyPath, "--Access:SecretFile", SecretPath];

    private string KeyPath => Path.Combine(_folder.FullName, "keys.json");

    private string SecretPath => Path.Combine(_folder.FullName, "keys.secret");

    /// <summary>Makes a key and puts it into the file.</summary>
    public ApiKey Add(string client, params string[] scopes)
    {
        var key = ApiKey.New();
        var now = TimeProvider.System.GetUtcNow();
        _keys = _keys.With(new KeyRecord(key.Id, client, scopes, now, now.AddDays(1), Convert.ToHexStringLower(_secret.Hash(key))), now);
        File.WriteAllBytes(KeyPath, _keys.ToJson());
        return key;
    }

    /// <summary>Takes every key out of the file.</summary>
    public void RevokeAll() => Write("""{"keys":[]}""");

    /// <summary>Puts a text in place of the key file.</summary>
    public void Write(string content) => File.WriteAllText(KeyPath, content);

    public void Dispose() => _folder.Delete(recursive: true);
}
