from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("submissions", "0009_followers")]

    operations = [
        migrations.RenameField(
            model_name="submission", old_name="follow_digest", new_name="draft_digest"
        ),
    ]
