using Eligibility.Keys;

namespace Eligibility.Cli;

/// <summary>The key file and the server secret on disk. A file is replaced as a whole: a running service never sees half of one.</summary>
internal sealed class KeysOnDisk(string keyFile, string secretFile, TimeProvider clock, TextWriter output, TextWriter errors)
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a key and prints it.</summary>
    /// <returns>0, or 1 where it could not be made.</returns>
    public int Add(string client, IReadOnlyList<string> scopes, TimeSpan lifetime) => Guard(() =>
    {
        var now = clock.GetUtcNow();
        var key = ApiKey.New();
        var file = Read(now);
        // Checked before the server secret is made, so that what is refused leaves nothing behind.
        file.With(new KeyRecord(key.Id, client, scopes, now, now + lifetime, new string('0', 64)), now);
        var secret = ReadOrMakeSecret(file);
        var record = new KeyRecord(key.Id, client, scopes, now, now + lifetime, Convert.ToHexStringLower(secret.Hash(key)));
        Replace(keyFile, file.With(record, now).ToJson());
        output.WriteLine(key.Text);
        errors.WriteLine($"Made key {key.Id} for {client}, in force until {record.Expires:yyyy-MM-dd}. It is shown this once: hand it over safely.");
    });

    /// <summary>Prints the keys.</summary>
    /// <returns>0, or 1 where the key file cannot be read.</returns>
    public int List() => Guard(() =>
    {
        if (!File.Exists(keyFile))
        {
            throw new KeyFileException($"There is no key file {keyFile}. Name it with --keys.");
        }

        var now = clock.GetUtcNow();
        foreach (var key in Read(now).Keys)
        {
            output.WriteLine($"{key.Id}  {key.Client}  {string.Join(',', key.Scopes)}  {(key.Expires > now ? "until" : "expired")} {key.Expires:yyyy-MM-dd}");
        }
    });

    /// <summary>Takes a key out of the file.</summary>
    /// <returns>0, or 1 where there is no such key.</returns>
    public int Revoke(string id) => Guard(() =>
    {
        Replace(keyFile, Read(clock.GetUtcNow()).Without(id).ToJson());
        errors.WriteLine($"Revoked key {id}.");
    });

    private KeyFile Read(DateTimeOffset now) => File.Exists(keyFile) ? KeyFile.Parse(File.ReadAllBytes(keyFile), now) : KeyFile.Empty;

    private ServerSecret ReadOrMakeSecret(KeyFile file)
    {
        if (!File.Exists(secretFile))
        {
            if (file.Keys.Count > 0)
            {
                throw new KeyFileException($"{secretFile} is missing, and the keys of {keyFile} were made with it. Name it with --secret, or begin with a new key file.");
            }

            Replace(secretFile, System.Text.Encoding.ASCII.GetBytes(ServerSecret.NewText() + "\n"));
        }

        return ServerSecret.Parse(File.ReadAllText(secretFile));
    }

    // One command at a time, and nothing but a sentence for whoever typed it.
    private int Guard(Action action)
    {
        try
        {
            using var turn = new FileStream($"{keyFile}.lock", new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
            action();
            return 0;
        }
        catch (Exception fault) when (fault is KeyFileException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(fault.Message);
            return 1;
        }
    }

    private static void Replace(string path, byte[] content)
    {
        var next = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerAlone;
        }

        using (var file = new FileStream(next, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }
}
