using Eligibility.Api.Hosting;
using Eligibility.Keys;

namespace Eligibility.Api.Access;

/// <summary>
/// The keys in force. The file is read again four times a second rather than watched by the operating system: that works on every file
/// system, through the links of mounted secrets too, and costs nothing that could be measured.
/// </summary>
internal sealed partial class KeyStore : BackgroundService
{
    private const int LargestFile = 1024 * 1024;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly ServerSecret _secret;
    private readonly TimeProvider _clock;
    private readonly ILogger<KeyStore> _log;
    private byte[] _content;
    private volatile KeyRing _ring;

    /// <summary>Opens the key file.</summary>
    /// <exception cref="KeyFileException">It, or the server secret, cannot be used.</exception>
    public KeyStore(AccessSettings settings, TimeProvider clock, ILogger<KeyStore> log)
    {
        _path = settings.KeyFile!;
        _clock = clock;
        _log = log;
        try
        {
            _secret = ServerSecret.Parse(File.ReadAllText(settings.SecretFile!));
            _content = Read(_path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException($"{fault.Message} 'eligibility keys new' makes the key file and the server secret.", fault);
        }

        _ring = new KeyRing(KeyFile.Parse(_content, clock.GetUtcNow()), _secret);
    }

    /// <summary>Asks whether a key may be used now.</summary>
    public KeyAnswer Ask(string key) => _ring.Ask(key, _clock.GetUtcNow());

    /// <summary>Asks whether a key that was let in would be let in still.</summary>
    public bool IsInForce(string id) => _ring.IsInForce(id, _clock.GetUtcNow());

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Refresh();
        }
    }

    // A file that is gone lets nobody in. One that is not understood changes nothing: a slip of the pen must not lock every clinic out.
    private void Refresh()
    {
        try
        {
            var content = ReadOrNothing();
            if (content.AsSpan().SequenceEqual(_content))
            {
                return;
            }

            _content = content;
            var file = KeyFile.Parse(content, _clock.GetUtcNow());
            _ring = new KeyRing(file, _secret);
            LogTaken(_log, file.Keys.Count);
        }
        catch (Exception fault) when (fault is KeyFileException or IOException or UnauthorizedAccessException)
        {
            LogNotTaken(_log, fault.Message);
        }
    }

    private byte[] ReadOrNothing()
    {
        try
        {
            return Read(_path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeyFile.Empty.ToJson();
        }
    }

    // Whatever stands at the path, no more of it is taken than a key file can have.
    private static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        var content = new byte[LargestFile + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length <= LargestFile ? content[..length] : throw new KeyFileException($"{path} is larger than a key file can be, {LargestFile} bytes.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The key file has changed: {Keys} keys.")]
    private static partial void LogTaken(ILogger log, int keys);

    [LoggerMessage(Level = LogLevel.Error, Message = "The key file has changed, and cannot be used; the keys stay as they were, revoked ones included: {Fault}")]
    private static partial void LogNotTaken(ILogger log, string fault);
}
